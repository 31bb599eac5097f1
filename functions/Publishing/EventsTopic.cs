using System.Text.Json;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;

namespace Onboarding.Functions.Publishing;

/// <summary>Publishes an event's own message to the topic that mails operators: subject and body, as people are to read them.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
internal sealed class EventsTopic(QueryClient sns, string topicArn)
{
    /// <summary>Publishes one event's message.</summary>
    /// <exception cref="AwsFailureException">It was not taken, or nobody knows.</exception>
    /// <exception cref="InvalidDataException">The event has no message that this version can read.</exception>
    public async Task PublishAsync(OutboxEvent outboxEvent, CancellationToken cancellation)
    {
        var parameters = Parameters(outboxEvent);
        try
        {
            await sns.CallAsync("Publish", parameters, cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of("sns:Publish", e);
        }
    }

    private Dictionary<string, string> Parameters(OutboxEvent outboxEvent)
    {
        try
        {
            using var document = JsonDocument.Parse(outboxEvent.Detail);
            var (detail, message) = (document.RootElement, document.RootElement.GetProperty("message"));
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["TopicArn"] = topicArn,
                ["Subject"] = message.GetProperty("subject").GetString()!,
                ["Message"] = message.GetProperty("body").GetString()!,
            };
            // Subscribers filter by them: https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
            Add("detailType", outboxEvent.DetailType);
            foreach (var name in (string[])["tenant", "accountId", "language"])
                Add(name, detail.GetProperty(name).GetString()!);
            return parameters;

            void Add(string name, string value)
            {
                var entry = $"MessageAttributes.entry.{(parameters.Count - 3) / 3 + 1}";
                parameters[entry + ".Name"] = name;
                parameters[entry + ".Value.DataType"] = "String";
                parameters[entry + ".Value.StringValue"] = value;
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("The event has no message.", e);
        }
    }
}

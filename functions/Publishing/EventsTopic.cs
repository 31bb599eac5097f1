using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;

namespace Onboarding.Functions.Publishing;

/// <summary>A message to operators.</summary>
/// <param name="Subject">One line of fewer than 100 characters.</param>
/// <param name="Body">Its text.</param>
/// <param name="Attributes">What subscribers can filter by: https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html.</param>
internal sealed record Mail(string Subject, string Body, IReadOnlyList<(string Name, string Value)> Attributes);

/// <summary>The topic that mails operators.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
internal sealed class EventsTopic(QueryClient sns, string topicArn)
{
    /// <summary>Publishes a message.</summary>
    /// <exception cref="AwsFailureException">It was not accepted, or the outcome is unknown.</exception>
    public async Task PublishAsync(Mail mail, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["TopicArn"] = topicArn, ["Subject"] = mail.Subject, ["Message"] = mail.Body };
        for (var i = 0; i < mail.Attributes.Count; i++)
        {
            var entry = $"MessageAttributes.entry.{i + 1}";
            parameters[entry + ".Name"] = mail.Attributes[i].Name;
            parameters[entry + ".Value.DataType"] = "String";
            parameters[entry + ".Value.StringValue"] = mail.Attributes[i].Value;
        }

        try
        {
            await sns.CallAsync("Publish", parameters, cancellation);
        }
        catch (Exception e) when (AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of("sns:Publish", e);
        }
    }
}

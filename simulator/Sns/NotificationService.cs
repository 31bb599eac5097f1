using System.Text;
using System.Xml.Linq;
using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Policies;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.Sns;

/// <summary>A message that a topic took, as its subscribers by email get it.</summary>
/// <param name="TopicArn">The topic.</param>
/// <param name="Subject">The email's subject.</param>
/// <param name="Message">Its text.</param>
/// <param name="Attributes">What subscribers can filter by.</param>
internal sealed record TopicMessage(string TopicArn, string Subject, string Message, IReadOnlyDictionary<string, string> Attributes);

/// <summary>SNS's operation: Publish, to the topics that there are.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html. Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class NotificationService(IamDirectory directory, Authorizer authorizer)
{
    private const int LongestSubject = 100;
    private const int MostBytes = 256 * 1024;
    private const int MostAttributes = 10;

    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private readonly List<TopicMessage> _messages = [];

    /// <summary>Every message until now.</summary>
    public IReadOnlyList<TopicMessage> Messages => [.. _messages];

    /// <summary>Makes a topic.</summary>
    public void Create(string topicArn) => _topics.Add(topicArn);

    public XElement[] Publish(Caller caller, QueryRequest request)
    {
        var topic = request["TopicArn"] ?? throw Invalid("TopicArn or TargetArn Reason: no value for required parameter");
        var (subject, message) = (request["Subject"] ?? "", request["Message"] ?? "");
        var credential = directory.FindCredential(caller.AccessKeyId)!;
        var wish = new AccessRequest { Action = "sns:Publish", Resource = topic, Keys = authorizer.Keys(caller, credential, topic) };
        if (!credential.IsOfAccountOf(topic) || authorizer.Decide(credential, wish) is not Verdict.Allowed)
        {
            throw new AwsErrorException(
                403, "AuthorizationError", $"User: {caller.Arn} is not authorized to perform: SNS:Publish on resource: {topic} because no identity-based policy allows the SNS:Publish action");
        }

        if (!_topics.Contains(topic))
        {
            throw new AwsErrorException(404, "NotFound", "Topic does not exist");
        }

        Check(subject, message);
        _messages.Add(new TopicMessage(topic, subject, message, Attributes(request)));
        return [new XElement("MessageId", Randoms.Uuid())];
    }

    // A subject is one line that begins visibly, of fewer than 100 characters.
    private static void Check(string subject, string message)
    {
        if (message.Length == 0)
        {
            throw Invalid("Empty message");
        }

        if (Encoding.UTF8.GetByteCount(message) > MostBytes)
        {
            throw Invalid("Message too long");
        }

        if (subject.Length >= LongestSubject || subject.Any(char.IsControl) || (subject.Length > 0 && char.IsWhiteSpace(subject[0])))
        {
            throw Invalid("Subject");
        }
    }

    private static Dictionary<string, string> Attributes(QueryRequest request)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i <= MostAttributes && request[$"MessageAttributes.entry.{i}.Name"] is { } name; i++)
        {
            var value = request[$"MessageAttributes.entry.{i}.Value.StringValue"];
            if (request[$"MessageAttributes.entry.{i}.Value.DataType"] is not "String" || value is null or "")
            {
                throw new AwsErrorException(400, "ParameterValueInvalid", $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type 'String'.");
            }

            attributes.Add(name, value);
        }

        return attributes;
    }

    private static AwsErrorException Invalid(string what) => new(400, "InvalidParameter", $"Invalid parameter: {what}");
}

using System.Text;
using System.Text.Json;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Verification;

/// <summary>A session policy that allows only the actions it names: the session can do what both it and the role's own policies allow.</summary>
/// <remarks>
/// At most 2,048 characters, and packed with everything else of the session within a limit that only STS knows:
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (Policy, PackedPolicyTooLarge). How it narrows a session:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
/// </remarks>
internal sealed record SessionPolicy
{
    /// <summary>The maximum length of the policy's text.</summary>
    public const int MaxLength = 2048;

    private SessionPolicy(string json) => Json = json;

    /// <summary>The policy document.</summary>
    public string Json { get; }

    /// <summary>Makes the policy of some actions.</summary>
    /// <param name="actions">The actions as IAM names them, such as <c>iam:ListUsers</c>: at least one, without wildcards.</param>
    /// <exception cref="ArgumentException">No action is named, one is not an action's full name, or they make a policy of more than <see cref="MaxLength"/> characters.</exception>
    public static SessionPolicy Allowing(params IReadOnlyList<string> actions)
    {
        if (actions.Count == 0)
            throw new ArgumentException("Name at least one action: a session policy without any allows nothing.", nameof(actions));
        if (actions.FirstOrDefault(a => !IsAction(a)) is { } wrong)
            throw new ArgumentException($"“{wrong}” is not the full name of an action such as iam:ListUsers; wildcards would allow more than is named.", nameof(actions));
        var json = Write(actions);
        return json.Length <= MaxLength
            ? new SessionPolicy(json)
            : throw new ArgumentException(
                $"The session policy of {actions.Count} actions has {json.Length} characters; STS takes at most {MaxLength}. Name fewer actions, or use one session for each part of the work.",
                nameof(actions));
    }

    /// <summary>Makes the policy of actions that each <see cref="IsAction"/>; null when it would have more than <see cref="MaxLength"/> characters.</summary>
    public static SessionPolicy? IfFits(IEnumerable<string> actions) => Write(actions) is { Length: <= MaxLength } json ? new SessionPolicy(json) : null;

    /// <summary>A policy from a caller, already validated.</summary>
    public static SessionPolicy Of(string json) => new(json);

    /// <summary>A policy that lets the vendor's access role assume one role with one external ID and do nothing else.</summary>
    public static SessionPolicy AssumingOnly(RoleArn role, ExternalId externalId) => new(WriteStatement(statement =>
    {
        statement.WriteString("Action", "sts:AssumeRole");
        statement.WriteString("Resource", role.Value);
        statement.WriteStartObject("Condition");
        statement.WriteStartObject("StringEquals");
        statement.WriteString("sts:ExternalId", externalId.Value);
        statement.WriteEndObject();
        statement.WriteEndObject();
    }));

    /// <summary>What to throw when STS says that a policy within <see cref="MaxLength"/> is too large when packed.</summary>
    /// <param name="saying">What STS said: it names the percentage.</param>
    /// <param name="inner">The SDK's exception.</param>
    public static InvalidOperationException TooLarge(string saying, Exception inner) =>
        new($"STS cannot pack the session policy into a session ({saying}). Name fewer actions, or use one session for each part of the work.", inner);

    /// <summary>Whether a text is the full name of one action, such as <c>iam:ListUsers</c>.</summary>
    public static bool IsAction(string action)
    {
        var parts = action.Split(':');
        return parts.Length == 2
            && parts[0].Length > 0
            && parts[0].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && parts[1].Length > 0
            && parts[1].All(char.IsAsciiLetterOrDigit);
    }

    private static string Write(IEnumerable<string> actions) => WriteStatement(statement =>
    {
        statement.WriteStartArray("Action");
        foreach (var action in actions.Distinct(StringComparer.Ordinal))
            statement.WriteStringValue(action);
        statement.WriteEndArray();
        statement.WriteString("Resource", "*");
    });

    private static string WriteStatement(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", "2012-10-17");
            writer.WriteStartObject("Statement");
            writer.WriteString("Effect", "Allow");
            write(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

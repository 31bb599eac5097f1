using System.Globalization;
using System.Xml.Linq;
using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Policies;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.Sts;

/// <summary>STS's operations.</summary>
/// <remarks>Source: AWS STS API Reference (2011-06-15). Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class SecurityTokenService(IamDirectory directory, Authorizer authorizer, TimeProvider machine)
{
    /// <summary>In seconds. Source: IAM User Guide, "Roles terms and concepts", role chaining.</summary>
    private const int MaxChainedDuration = 3600;

    private static readonly TimeSpan s_remembersEndedSessions = TimeSpan.FromDays(1);

    public static XElement[] GetCallerIdentity(Caller caller) =>
    [
        new("Arn", caller.Arn),
        new("UserId", caller.UserId),
        new("Account", caller.AccountId),
    ];

    public XElement[] AssumeRole(Caller caller, QueryRequest request)
    {
        var wish = AssumeRoleRequest.Read(request);
        var credential = directory.FindCredential(caller.AccessKeyId)!;
        var role = FindRole(wish.RoleArn);
        if (role is null || !IsAllowed(caller, credential, role, wish)) throw Denied(caller, wish.RoleArn, "sts:AssumeRole");
        if (wish.UnknownMember is { } unknown) throw AwsErrorException.Unknown($"AssumeRole's {unknown}");
        CheckDuration(credential, role, wish);
        var session = Issue(role, wish.RoleSessionName, TimeSpan.FromSeconds(wish.DurationSeconds), wish.Policy, credential.FirstAccessKeyId);
        return Answer(session, wish);
    }

    /// <summary>A session of a role, without permission checks.</summary>
    public Credential Issue(Role role, string sessionName, TimeSpan lifetime, PolicyDocument? policy = null, string? firstAccessKeyId = null)
    {
        var now = machine.GetUtcNow();
        var accessKeyId = Randoms.SessionKeyId();
        var credential = new Credential
        {
            AccessKeyId = accessKeyId,
            FirstAccessKeyId = firstAccessKeyId ?? accessKeyId,
            SecretAccessKey = Randoms.SecretKey(),
            Partition = role.Partition,
            AccountId = role.AccountId,
            EntityId = role.Id,
            EntityArn = role.Arn,
            IssuedAt = now,
            Session = new RoleSession(sessionName, Randoms.SessionToken(), now + lifetime, policy),
        };
        directory.ForgetSessionsEndedBefore(now - s_remembersEndedSessions);
        directory.Add(credential);
        return credential;
    }

    private Role? FindRole(string arn) => directory.FindRole(arn) is { } role && role.VisibleFrom <= machine.GetUtcNow() ? role : null;

    private bool IsAllowed(Caller caller, Credential credential, Role role, AssumeRoleRequest wish)
    {
        var keys = authorizer.Keys(caller, credential, role.Arn)
            .With("sts:RoleSessionName", wish.RoleSessionName)
            .With("sts:ExternalId", wish.ExternalId);
        return wish.Actions.All(action =>
            authorizer.MayAssume(credential, role, new AccessRequest { Action = action, Resource = role.Arn, Keys = keys }));
    }

    private static void CheckDuration(Credential credential, Role role, AssumeRoleRequest wish)
    {
        if (credential.Session is not null && wish.DurationSeconds > MaxChainedDuration)
        {
            throw AwsErrorException.Validation(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (wish.DurationSeconds > role.MaxSessionDuration)
            throw AwsErrorException.Validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    private static XElement[] Answer(Credential session, AssumeRoleRequest wish)
    {
        var answer = new List<XElement>
        {
            new("AssumedRoleUser", new XElement("AssumedRoleId", session.UserId), new XElement("Arn", session.Arn)),
            new("Credentials",
                new XElement("AccessKeyId", session.AccessKeyId),
                new XElement("SecretAccessKey", session.SecretAccessKey),
                new XElement("SessionToken", session.Session!.Token),
                new XElement("Expiration", session.Session.ExpiresAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))),
        };
        if (wish.Policy is { } policy)
        {
            // A percentage of a packed form that AWS does not publish.
            answer.Add(new XElement("PackedPolicySize", Math.Max(1, policy.Json.Length * 100 / Members.SessionPolicy.Max)));
        }
        return [.. answer];
    }

    private static AwsErrorException Denied(Caller caller, string roleArn, string action) =>
        AwsErrorException.AccessDenied($"User: {caller.Arn} is not authorized to perform: {action} on resource: {roleArn}");
}

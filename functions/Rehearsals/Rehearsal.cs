using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Functions.Rehearsals;

/// <summary>
/// Answers one request of each kind before SnapStart's snapshot is taken, so that everything that a first request makes .NET load, compile and look up is in the
/// snapshot: a restored environment then answers its first request as fast as a later one. Nothing leaves the process: AWS is <see cref="CannedAws"/>, and no line is logged.
/// </summary>
/// <param name="settings">The function's settings.</param>
/// <param name="build">Builds a handler, as for the function itself.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class Rehearsal(Settings settings, Func<Settings, Handler> build, TimeProvider time) : IDisposable
{
    private const string Mint = "POST /v1/groups/{groupId}/onboardings";
    private const string Register = "POST /v1/onboardings/{onboardingId}/registration";
    private const string Invite = "POST /v1/onboardings/{onboardingId}/invitations";
    private const string RegisterInvited = "POST /v1/invitations/{token}/registration";
    private const string SomeId = "222222222222222222222222";
    private const string HandOut = "POST /product/v1/connections/{connectionId}/sessions";
    private const string Tenant = "rehearsal";
    private const string AwsAccount = "123456789012";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private readonly CannedAws _aws = new(time) { VendorRole = settings.VendorRole.Value };
    private string _onboardingId = SomeId;
    private string _stackInfo = "";
    private string _token = "";

    /// <summary>Plays every route of the function; one that registers mints first.</summary>
    public void Run()
    {
        Transport.Current = new Transport(_aws, new SessionAWSCredentials("ASIAREHEARSAL", "rehearsal", "rehearsal"));
        try
        {
            if (settings.Feature is "sessions")
                Connect();
            if (settings.Feature is "invitations" or "registrations" or "visitors")
                Play(settings with { Feature = "onboardings", Roles = null }, [Mint]);
            if (settings.Feature is "visitors")
                Play(settings with { Feature = "invitations", Roles = null }, [Invite]);
            Play(settings with { Roles = null }, [.. Routes.All.Where(r => r.StandsFor is null && string.Equals(r.Feature, settings.Feature, StringComparison.Ordinal)).Select(r => r.Key)]);
        }
        finally
        {
            Transport.Current = null;
            Invocation.Current = null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _aws.Dispose();

    private void Play(Settings role, IEnumerable<string> routes)
    {
        var handler = build(role);
        foreach (var route in routes)
        {
            var answer = Answer(handler, EventOf(route));
            if (route is Mint)
                Remember(answer);
            else if (route is Invite)
                _token = BodyOf(answer).GetProperty("url").GetString()!.Split('#')[1];
        }

        if (Feature.All.Any(f => f.Schedule is not null && string.Equals(f.Name, role.Feature, StringComparison.Ordinal)))
            Answer(handler, $$"""{"time":"{{UtcTime.Of(time.GetUtcNow())}}"}""");
    }

    // A connection whose role can be assumed, so that a session of it is handed out.
    private void Connect()
    {
        _ = RoleArn.TryParse($"arn:{settings.VendorRole.Partition.Name}:iam::{AwsAccount}:role/rehearsal", out var role);
        _ = TenantId.TryParse(Tenant, out var tenant);
        var (now, externalId) = (time.GetUtcNow(), ExternalId.Mint());
        var account = new AccountRecord
        {
            Id = SomeId,
            Tenant = tenant!,
            GroupId = SomeId,
            Name = Tenant,
            Role = role!,
            Region = settings.Regions[0],
            Profile = Profile.All[0],
            TemplateVersion = "",
            Status = AccountStatus.Active,
            LastCheck = new LastCheck(now, Check.Passed, null, 1, ""),
            CreatedAt = now,
            Language = Language.English,
            Schedule = new Schedule { Tenant = tenant!, AccountId = SomeId, DueAt = null },
            Audit = new AuditHead(1, AuditEntry.NoHash),
        };
        _aws.Put(account.ToItem());
        _aws.Put(Secret.ToItem(account, externalId));
        _aws.ExternalId = externalId.Value;
    }

    private byte[] Answer(Handler handler, string lambdaEvent)
    {
        var invocation = new Invocation { AwsRequestId = "rehearsal", Deadline = time.GetUtcNow() + s_longest, TraceId = "Root=1-00000000-000000000000000000000000" };
        Invocation.Current = invocation;
        using var timer = new CancellationTokenSource(s_longest, time);
        return handler(Encoding.UTF8.GetBytes(lambdaEvent), invocation, timer.Token);
    }

    // What was minted is what is then registered.
    private void Remember(byte[] answer)
    {
        var body = BodyOf(answer);
        string Text(string name) => body.GetProperty(name).GetString()!;
        (_onboardingId, _aws.ExternalId) = (Text("id"), Text("externalId"));
        var (partition, role) = (settings.VendorRole.Partition.Name, Text("roleName"));
        var stackInfo = $$"""
            {"v":1,"stackId":"arn:{{partition}}:cloudformation:{{Text("region")}}:{{AwsAccount}}:stack/{{role}}/00000000-0000-0000-0000-000000000000","roleArn":"arn:{{partition}}:iam::{{AwsAccount}}:role/{{role}}","templateVersion":"{{Text("templateVersion")}}","externalId":"{{_aws.ExternalId}}"}
            """;
        _stackInfo = Convert.ToBase64String(Encoding.UTF8.GetBytes(stackInfo));
    }

    private static JsonElement BodyOf(byte[] answer) => JsonElement.Parse(JsonElement.Parse(answer).GetProperty("body").GetString()!);

    private string EventOf(string route)
    {
        var tenant = TenantId.TryParse("rehearsal", out var parsed) ? parsed : throw new InvalidOperationException("“rehearsal” is a tenant.");
        var body = BodyOf(route);
        return $$$"""
            {
              "version":"2.0","routeKey":"{{{route}}}","headers":{"accept-language":"en","content-type":"application/json"},
              "pathParameters":{"groupId":"{{{GroupId.Mint(tenant).Value}}}","onboardingId":"{{{_onboardingId}}}","accountId":"{{{SomeId}}}","registrationId":"{{{SomeId}}}","connectionId":"{{{SomeId}}}","freezeId":"{{{SomeId}}}","invitationId":"{{{SomeId}}}","token":"{{{_token}}}"},
              "requestContext":{
                "requestId":"rehearsal","timeEpoch":{{{time.GetUtcNow().ToUnixTimeMilliseconds()}}},
                "authorizer":{"jwt":{"claims":{"{{{settings.TenantClaim}}}":"rehearsal","sub":"rehearsal"},"scopes":null},"iam":{"userArn":"arn:{{{settings.VendorRole.Partition.Name}}}:iam::{{{AwsAccount}}}:user/rehearsal"}}
              },
              "body":{{{(body is null ? "null" : $"\"{JsonEncodedText.Encode(body)}\"")}}},"isBase64Encoded":false
            }
            """;
    }

    private string? BodyOf(string route) => route switch
    {
        Mint => $$"""{"profile":"{{Profile.All[0].Name}}"}""",
        Register or RegisterInvited => $$"""{"accountName":"rehearsal","stackInfo":"{{_stackInfo}}"}""",
        Invite => "{}",
        HandOut => $$"""{"tenant":"{{Tenant}}","purpose":"rehearsal","actions":["iam:ListUsers"]}""",
        _ when route.StartsWith("GET ", StringComparison.Ordinal) || route.StartsWith("DELETE ", StringComparison.Ordinal) => null,
        _ => """{"name":"rehearsal"}""",
    };
}

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>credentials</c>: prints what the AWS CLI and every AWS SDK read from a profile's <c>credential_process</c>, and nothing else.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html</remarks>
internal static class CredentialsCommand
{
    public static Command Make(Frame frame)
    {
        var language = frame.Language;
        var id = Choices.Id(language);
        var tenant = new Option<string>("--tenant") { Description = Words.CredentialsTenant.In(language), HelpName = "ID", Required = true };
        var purpose = new Option<string>("--purpose") { Description = Words.CredentialsPurpose.In(language), HelpName = "WORD", Required = true };
        var actions = new Option<string[]>("--actions") { Description = Words.CredentialsActions.In(language), HelpName = "iam:ListUsers", AllowMultipleArgumentsPerToken = true };
        var duration = new Option<int?>("--duration") { Description = Words.CredentialsDuration.In(language), HelpName = "900-3600" };
        return frame.Make(
            "credentials",
            Words.Credentials,
            (result, session, cancellation) => RunAsync(
                frame,
                session,
                result.GetRequiredValue(id),
                new SessionOrder(result.GetRequiredValue(tenant), result.GetRequiredValue(purpose), ListOf(result.GetValue(actions)), result.GetValue(duration)),
                cancellation),
            id,
            tenant,
            purpose,
            actions,
            duration);
    }

    private static async Task<ExitCode> RunAsync(Frame frame, Session session, string id, SessionOrder order, CancellationToken cancellation)
    {
        var credentials = (await session.Api.SessionAsync(id, order, cancellation)).Credentials;
        var answer = new ProcessCredentials(1, credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken, credentials.Expiration);
        await frame.Surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(answer, ProcessJson.Default.ProcessCredentials));
        return ExitCode.Done;
    }

    // Several, or one with commas: a profile's line has no room for quotes.
    private static string[]? ListOf(string[]? actions) =>
        actions is { Length: > 0 } ? [.. actions.SelectMany(a => a.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))] : null;
}

/// <summary>What a credential process prints. The names are AWS's.</summary>
internal sealed record ProcessCredentials(int Version, string AccessKeyId, string SecretAccessKey, string SessionToken, string Expiration);

/// <summary>Writes it, with AWS's capital letters.</summary>
[JsonSerializable(typeof(ProcessCredentials))]
internal sealed partial class ProcessJson : JsonSerializerContext;

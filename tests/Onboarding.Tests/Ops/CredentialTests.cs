using Onboarding.Ops;
using Onboarding.Simulator;

namespace Onboarding.Tests.Ops;

/// <summary>The signing key, the Region, and the message when the API denies access.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private FakeOperatorApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeOperatorApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_Wrong_Secret_Is_Refused()
    {
        var wrong = new IssuedCredentials(_api.Operator.AccessKeyId, "wrong" + _api.Operator.SecretAccessKey, null);
        var ran = (await OpsProcess.RunAsync(_api, wrong, "registrations", "list")).Expect(ExitCode.NotAllowed);
        ran.Error.ShouldStartWith($"Access denied by {_api.Url}.");
        ran.Error.ShouldNotContain(wrong.SecretAccessKey);
        _api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_Persons_Key_Is_Refused() =>
        (await OpsProcess.RunAsync(_api, _api.Outsider, "registrations", "list")).Expect(ExitCode.NotAllowed);

    [Fact]
    public async Task Without_Credentials_It_Says_How_To_Sign_In()
    {
        var ran = (await OpsProcess.RunAsync([("ONBOARDING_API", _api.Url), ("AWS_REGION", "ap-northeast-1")], "registrations", "list", "--lang", "ja"))
            .Expect(ExitCode.NotAllowed);
        ran.Error.ShouldContain("aws sso login");
    }

    [Fact]
    public async Task A_Profile_Brings_Its_Key_And_Its_Region()
    {
        using var file = await ProfileAsync(
            $"[profile ops]\nregion = ap-northeast-1\naws_access_key_id = {_api.Operator.AccessKeyId}\naws_secret_access_key = {_api.Operator.SecretAccessKey}\n");
        (await OpsProcess.RunAsync([("AWS_CONFIG_FILE", file.Path)], "registrations", "list", "--profile", "ops", "--endpoint", _api.Url)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task A_Profile_Of_Identity_Center_Without_A_Sign_In_Says_So()
    {
        using var file = await ProfileAsync(
            """
            [profile sso]
            sso_session = company
            sso_account_id = 999988887777
            sso_role_name = OnboardingOperators
            region = ap-northeast-1
            [sso-session company]
            sso_region = ap-northeast-1
            sso_start_url = https://company.awsapps.com/start
            sso_registration_scopes = sso:account:access
            """);
        var ran = (await OpsProcess.RunAsync([("AWS_CONFIG_FILE", file.Path), ("HOME", Path.GetTempPath())], "sweep", "--profile", "sso", "--endpoint", _api.Url))
            .Expect(ExitCode.NotAllowed);
        ran.Error.ShouldContain("aws sso login");
        ran.Error.ShouldNotContain("Assembly");
    }

    [Fact]
    public async Task The_Region_Must_Be_Known() =>
        (await OpsProcess.RunAsync([("ONBOARDING_API", _api.Url)], "registrations", "list")).Expect(ExitCode.Usage).Error.ShouldContain("--region");

    private static async Task<TemporaryFile> ProfileAsync(string text)
    {
        var file = new TemporaryFile(Path.GetTempFileName());
        await File.WriteAllTextAsync(file.Path, text);
        return file;
    }

    private sealed record TemporaryFile(string Path) : IDisposable
    {
        public void Dispose() => File.Delete(Path);
    }
}

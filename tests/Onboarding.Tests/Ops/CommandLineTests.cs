using Onboarding.Ops;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;

namespace Onboarding.Tests.Ops;

/// <summary>Bad input gets one clear sentence and what to do next, before anything is sent.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("stale --older-than soon", "Invalid duration “soon”: use 30d, 12h, or 2w (max 3650d).")]
    [InlineData("registrations show xyz", "Invalid registration ID “xyz”: expected 24 lowercase letters and digits, as in “registrations list”.")]
    [InlineData("registrations list --state gone", "Unknown state “gone”: use one of all, stale, active, paused, degraded, detached, closed, pending, verifying, expired, cancelled.")]
    [InlineData("registrations list --template-version new", "Invalid template version “new”: use 1.0.0, or '<1.1.0' for all before it.")]
    [InlineData("registrations list --watch 0", "Invalid number “0”: use 1 to 3600.")]
    [InlineData("registrations list --sort nam", "Unknown column in “nam”: use id, state, since, tenant, name, account, region, profile, version, method, check, checked, created. Did you mean “name”?")]
    [InlineData("registrations lsit", "Unknown command or argument “lsit”. Did you mean “list”?")]
    [InlineData("freze", "Unknown command or argument “freze”. Did you mean “freeze”?")]
    [InlineData("registrations list --stat active", "Unknown option “--stat”. Did you mean “--state”?")]
    [InlineData("registrations list --account 12345", "Invalid AWS account ID “12345”: expected 12 digits.")]
    [InlineData("export --format xml", "Unknown format “xml”: use csv or json.")]
    [InlineData("sweep --lang fr", "Unsupported language “fr”: use en or ja.")]
    [InlineData("completion tcsh", "Unsupported shell “tcsh”: use bash, zsh, fish or pwsh.")]
    [InlineData("stale", "The operator API's address is missing: specify --endpoint or set ONBOARDING_API. It's the stack's output ApiUrl.")]
    [InlineData("stale --endpoint http://api.example", "Invalid API address “http://api.example”: it must start with https:// (http:// only on this machine) and have no query.")]
    public async Task Says_What_Is_Wrong(string words, string expected)
    {
        var (exitCode, _, error) = await RunAsync(words);
        exitCode.ShouldBe((int)ExitCode.Usage);
        error.Split('\n')[0].TrimEnd().ShouldBe(expected);
    }

    [Fact]
    public async Task Speaks_Japanese_When_The_Locale_Does()
    {
        var (_, _, error) = await RunAsync("stale --older-than soon", ("LANG", "ja_JP.UTF-8"));
        error.ShouldStartWith("「soon」は期間として読めません。");
        (_, _, error) = await RunAsync("stale --older-than soon", ("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C"));
        error.ShouldStartWith("Invalid duration “soon”");
        (_, var output, _) = await RunAsync("--help", ("LANG", "ja_JP.UTF-8"));
        output.ShouldContain("お客様の AWS アカウントの登録を管理します。");
    }

    [Fact]
    public async Task Reports_Wrong_Usage_As_Json_To_Scripts()
    {
        var (exitCode, output, _) = await RunAsync("registrations list --stat active --json");
        exitCode.ShouldBe((int)ExitCode.Usage);
        System.Text.Json.JsonElement.Parse(output).GetProperty("error").GetProperty("kind").GetString().ShouldBe("Usage");
    }

    [Theory]
    [InlineData("--lang en")]
    [InlineData("registrations --lang en")]
    [InlineData("registrations list --help")]
    public async Task Helps_Within_80_Columns_In_Both_Languages(string words)
    {
        foreach (var locale in new[] { "en", "ja_JP.UTF-8" })
        {
            var (exitCode, output, error) = await RunAsync(words.Replace("--lang en", "--lang " + locale[..2], StringComparison.Ordinal), ("LANG", locale));
            exitCode.ShouldBe(0);
            error.ShouldBeEmpty();
            output.Split('\n').Where(l => !l.StartsWith("  $ ", StringComparison.Ordinal)).ShouldAllBe(l => DisplayWidth.Of(l) <= 80);
        }
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("本番", 4)]
    [InlineData("ｶﾞ", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("Ａ", 2)]
    public void Knows_How_Wide_A_Text_Is(string text, int width) => DisplayWidth.Of(text).ShouldBe(width);

    [Theory]
    [InlineData("本番アカウント", 7, "本番ア…")]
    [InlineData("本番アカウント", 8, "本番ア…")]
    [InlineData("short", 8, "short")]
    public void Cuts_Between_Characters(string text, int width, string expected) => DisplayWidth.Cut(text, width).ShouldBe(expected);

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Prints_Completion_Scripts(string shell)
    {
        var (exitCode, output, _) = await RunAsync("completion " + shell);
        exitCode.ShouldBe(0);
        output.ShouldContain("[suggest:");
    }

    [Fact]
    public async Task Suggests_Words()
    {
        var output = new StringWriter();
        const string Typed = "onboarding-ops registrations list --state de";
        await CommandLine.RunAsync([$"[suggest:{Typed.Length}]", Typed], new Surroundings(_ => null, output, TextWriter.Null, TimeProvider.System));
        output.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ShouldBe(["degraded", "detached"]);
    }

    [Theory]
    [InlineData("30d", "P30D")]
    [InlineData("12h", "PT12H")]
    [InlineData("48h", "P2D")]
    [InlineData("2w", "P14D")]
    [InlineData("P30D", "P30D")]
    [InlineData("PT36H", "PT36H")]
    [InlineData("3650d", "P3650D")]
    public void Reads_Ages(string text, string iso)
    {
        Age.TryParse(text, out var age).ShouldBeTrue();
        age.Iso.ShouldBe(iso);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0d")]
    [InlineData("30")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("3651d")]
    [InlineData("999999w")]
    [InlineData("３０d")]
    [InlineData("30d\n")]
    [InlineData("P1M")]
    public void Reads_No_Other_Ages(string text) => Age.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("https://abc.execute-api.eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("https://abc.execute-api.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    [InlineData("https://api.vendor.example", null)]
    public void Knows_The_Region_In_An_Address(string url, string? region)
    {
        ApiAddress.TryParse(url, out var address).ShouldBeTrue();
        address.Region.ShouldBe(region);
    }

    [Theory]
    [InlineData("http://api.vendor.example")]
    [InlineData("https://user@api.vendor.example")]
    [InlineData("https://api.vendor.example/?a=b")]
    [InlineData("api.vendor.example")]
    [InlineData("file:///etc/passwd")]
    public void Takes_No_Address_That_Could_Leak(string url) => ApiAddress.TryParse(url, out _).ShouldBeFalse();

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string words, params (string Name, string Value)[] environment)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var variables = environment.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal);
        var exitCode = await CommandLine.RunAsync(words.Split(' '), new Surroundings(variables.GetValueOrDefault, output, error, TimeProvider.System));
        return (exitCode, output.ToString(), error.ToString());
    }
}

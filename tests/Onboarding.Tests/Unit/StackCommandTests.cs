using System.Diagnostics;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Values;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit;

/// <summary>The AWS CLI's command, run by the shells that people have, with a program in place of the AWS CLI that answers as it does.</summary>
public sealed class StackCommandTests : IDisposable
{
    private const string StackInfo = "eyJ2IjoxfQ==";
    private const string Template = "https://bucket.s3.us-east-1.amazonaws.com/templates/1.2.0/read-only.yaml";

    // It writes down its arguments, and says what the file of the operation's name says.
    private const string Aws = """
        #!/bin/sh
        folder=$(dirname "$0")
        [ "$2" = wait ] && operation="wait-$3" || operation=$2
        for a in "$@"; do printf '%s\n' "$a"; done > "$folder/$operation.arguments"
        case "$*" in *--query*) operation="$operation-query";; esac
        [ -f "$folder/$operation.fails" ] && { cat "$folder/$operation.fails" >&2; exit 254; }
        [ -f "$folder/$operation.out" ] && cat "$folder/$operation.out"
        exit 0
        """;

    private static readonly Vendor s_vendor = new("Onboarding", "999988887777", "onboarding-connect-access");

    private static readonly OnboardingRecord s_minted = MintedOnboarding.At(DateTimeOffset.UnixEpoch, externalId: ExternalId.Mint()) with
    {
        ConnectedFor = "tenant-a / o'neill \"$(touch pwned)\" `id` \\ ! / 2026-11-28",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-command-");

    public StackCommandTests()
    {
        var program = Path.Combine(_folder.FullName, "aws");
        File.WriteAllText(program, Aws);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Answer("create-stack", "{\"StackId\": \"arn:aws:cloudformation:us-east-1:111122223333:stack/a/b\"}");
        Answer("describe-stacks", "{\"Stacks\": []}");
        Answer("describe-stacks-query", StackInfo);
    }

    public static TheoryData<string> Shells => [.. new[] { "sh", "bash", "dash" }.Where(s => File.Exists("/bin/" + s))];

    [Theory]
    [MemberData(nameof(Shells))]
    public void Prints_StackInfo_And_Nothing_Else(string shell)
    {
        Run(shell).ShouldBe((0, StackInfo + "\n", ""));

        var arguments = File.ReadAllLines(Path.Combine(_folder.FullName, "create-stack.arguments"));
        arguments[..8].ShouldBe(["cloudformation", "create-stack", "--region", "us-east-1", "--stack-name", s_minted.RoleName, "--template-url", Template]);
        System.Text.Json.JsonDocument.Parse(arguments[9]).RootElement[0].GetProperty("ParameterValue").GetString().ShouldBe(s_minted.ConnectedFor);
        arguments[10..].ShouldBe(["--capabilities", "CAPABILITY_NAMED_IAM", "--tags", "Key=OnboardingWay,Value=cli"]);
        File.Exists(Path.Combine(_folder.FullName, "pwned")).ShouldBeFalse("nothing that a person wrote is run");
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Run_Again_It_Prints_The_Same(string shell)
    {
        Fail("create-stack", "An error occurred (AlreadyExistsException) when calling the CreateStack operation: Stack [a] already exists");

        var (status, output, errors) = Run(shell);

        (status, output).ShouldBe((0, StackInfo + "\n"));
        errors.ShouldContain("already exists");
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Without_Permission_It_Prints_Only_Why(string shell)
    {
        Fail("create-stack", "An error occurred (AccessDenied) when calling the CreateStack operation: User is not authorized to perform: cloudformation:CreateStack");
        Fail("describe-stacks", "An error occurred (ValidationError): Stack with id a does not exist");
        Fail("describe-stack-events-query", "An error occurred (ValidationError): Stack [a] does not exist");

        var (status, output, errors) = Run(shell);

        (status, output).ShouldBe((1, ""));
        errors.ShouldStartWith("An error occurred (AccessDenied)");
        errors.ShouldContain("No OnboardingStackInfo: the stack onboarding-connect-abc is not complete.");
        errors.ShouldNotContain("does not exist");
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_Stack_That_Rolled_Back_Is_Explained_By_Its_Events(string shell)
    {
        Fail("wait-stack-create-complete", "Waiter StackCreateComplete failed: Waiter encountered a terminal failure state");
        Answer("describe-stack-events-query", "Role\tRole with name onboarding-connect-abc already exists.");

        var (status, output, errors) = Run(shell);

        (status, output).ShouldBe((1, ""));
        errors.ShouldContain("Role\tRole with name onboarding-connect-abc already exists.\n");
        errors.ShouldContain("aws cloudformation delete-stack --region 'us-east-1' --stack-name 'onboarding-connect-abc'");
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_Stack_Without_The_Output_Is_Not_A_Success(string shell)
    {
        Answer("describe-stacks-query", "None");

        Run(shell).Status.ShouldBe(1);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Answer(string operation, string output) => File.WriteAllText(Path.Combine(_folder.FullName, operation + ".out"), output + "\n");

    private void Fail(string operation, string error) => File.WriteAllText(Path.Combine(_folder.FullName, operation + ".fails"), error + "\n");

    private (int Status, string Output, string Errors) Run(string shell)
    {
        var command = StackCommand.Of(s_minted, Template, s_vendor);
        command.ShouldNotContain("\n");
        var start = new ProcessStartInfo("/bin/" + shell, ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        start.Environment["PATH"] = $"{_folder.FullName}:/usr/bin:/bin";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}

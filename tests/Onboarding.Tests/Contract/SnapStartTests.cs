using System.Text.Json;
using Onboarding.Functions;

namespace Onboarding.Tests.Contract;

/// <summary>The function's executable around SnapStart's snapshot: https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html.</summary>
public sealed class SnapStartTests
{
    public static TheoryData<string> Features => [.. Feature.All.Where(f => f.Queue is null).Select(f => f.Name)];

    [Fact]
    public async Task Waits_For_The_Restore_Before_The_First_Event()
    {
        await using var function = await FunctionProcess.StartAsync("profiles", ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

        Events.Parse(await function.Api.InvokeAsync(Events.Read("get-profiles"))).Status.ShouldBe(200);

        function.Api.Calls.Take(2).ShouldBe(["GET /restore/next", "GET /invocation/next"]);
    }

    [Fact]
    public async Task What_Was_Rehearsed_Is_Not_In_The_Log()
    {
        await using var function = await FunctionProcess.StartAsync("groups", ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

        await function.Api.InvokeAsync(Events.Read("post-group", e => e["body"] = "{}"));
        var lines = (await function.StopAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();

        lines.Select(l => l.GetProperty("message").GetString()).ShouldBe(["Answered", "Metrics"]);
        lines[0].GetProperty("requestId").GetString().ShouldBe("JKJaXmPLvHcESHA=");
    }

    [Fact]
    public async Task A_Restored_Environment_Without_Credentials_Says_So_And_Ends()
    {
        await using var function = await FunctionProcess.StartAsync(
            "groups",
            ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), ("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", ""), ("AWS_SESSION_TOKEN", ""),
            ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere"), ("AWS_CONFIG_FILE", "/nowhere"), ("HOME", "/nowhere"));

        var (code, _) = await function.ExitAsync();

        code.ShouldBe(1);
        function.Api.Calls.ShouldBe(["GET /restore/next", "POST /restore/error"]);
        (await function.Api.InitError).ErrorType.ShouldBe("Runtime.AfterRestoreError");
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Every_Route_Of_A_Function_Is_Rehearsed_And_Answered(string feature)
    {
        var answers = new List<(string Event, byte[] Answer)>();
        using var rehearsal = new Functions.Rehearsals.Rehearsal(
            ProductSettings.Of(feature),
            settings =>
            {
                var handler = Function.Build(settings, TimeProvider.System);
                return (lambdaEvent, invocation, cancellation) =>
                {
                    var answer = handler(lambdaEvent, invocation, cancellation);
                    answers.Add((System.Text.Encoding.UTF8.GetString(lambdaEvent), answer));
                    return answer;
                };
            },
            TimeProvider.System);

        rehearsal.Run();

        Functions.Aws.Transport.Current.ShouldBeNull();
        var routes = Functions.Http.Routes.All.Where(r => r.Feature == feature && r.StandsFor is null).Select(r => r.Key).ToList();
        foreach (var route in routes)
            answers.ShouldContain(a => a.Event.Contains($"\"{route}\"", StringComparison.Ordinal));
        foreach (var (lambdaEvent, answer) in answers)
        {
            if (JsonElement.Parse(answer) is var json && json.TryGetProperty("statusCode", out var status))
                status.GetInt32().ShouldBeOneOf([200, 201, 202, 204, 400, 404, 409, 422], lambdaEvent + json);
        }
    }
}

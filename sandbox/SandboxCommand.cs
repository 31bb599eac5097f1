namespace Onboarding.Sandbox;

/// <summary>The command <c>dotnet run --project sandbox</c>.</summary>
internal static class SandboxCommand
{
    /// <summary>Runs the sandbox until Ctrl+C or SIGTERM.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code: 0 after an orderly stop, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (SandboxOptions.Parse(args, out var problem) is not { } options)
        {
            return await FailAsync(problem + Environment.NewLine + Environment.NewLine + SandboxOptions.Usage);
        }

        if (options.Help)
        {
            await System.Console.Out.WriteLineAsync(SandboxOptions.Usage);
            return 0;
        }

        try
        {
            await using var server = await SandboxServer.StartAsync(options, TimeProvider.System, System.Console.Out);
            await System.Console.Out.WriteLineAsync(Welcome(server.Address, options));
            var stopped = server.UntilStoppedAsync();
            if (await Task.WhenAny(stopped, server.TableReady) != stopped)
            {
                await server.TableReady;
                await stopped;
            }

            return 0;
        }
        catch (StartProblemException e)
        {
            return await FailAsync(e.Message);
        }
    }

    private static async Task<int> FailAsync(string message)
    {
        await System.Console.Error.WriteLineAsync(message);
        return 1;
    }

    private static string Welcome(SandboxAddress address, SandboxOptions options) => $"""

          Onboarding sandbox

            the page     {address.ForPeople}/
            the console  {address.ForPeople}/console/
            the inbox    {address.ForPeople}/inbox
            AWS itself   {address.ForPeople}/aws
            the table    {options.DataDirectory ?? "in memory; --data DIR keeps it"}

          Ctrl+C stops everything.

        """;
}

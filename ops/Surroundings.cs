namespace Onboarding.Ops;

/// <summary>What the program knows of the process it runs in.</summary>
/// <param name="Environment">Looks an environment variable up; null or empty when it is not set.</param>
/// <param name="Output">Where answers go.</param>
/// <param name="Error">Where progress and complaints go, so that what is piped on stays clean.</param>
/// <param name="Time">The machine's clock: of signatures and pauses.</param>
internal sealed record Surroundings(Func<string, string?> Environment, TextWriter Output, TextWriter Error, TimeProvider Time)
{
    public static Surroundings OfProcess() => new(System.Environment.GetEnvironmentVariable, Console.Out, Console.Error, TimeProvider.System);
}

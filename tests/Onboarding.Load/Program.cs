using System.Diagnostics;
using Onboarding.Load;

if (LoadOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(LoadOptions.Usage);
    return 2;
}

using var started = options.Endpoint is null ? StartedSandbox.Start(options.Concurrency) : null;
using var sandbox = new SandboxClient(options.Endpoint ?? started!.Address);
if (options.Noisy)
    return await new NoisyNeighbor(sandbox).RunAsync(Console.Out) ? 0 : 1;
if (options.Attack is { } attack)
    return await new Attacks(sandbox).RunAsync(attack, Console.Out) ? 0 : 1;

var began = Stopwatch.GetTimestamp();
var journeys = new Journeys(sandbox, options);
await journeys.RunAsync();
var elapsed = Stopwatch.GetElapsedTime(began);

var balance = await Balance.TakeAsync(sandbox, journeys);
await Console.Out.WriteLineAsync(balance.ToTable(elapsed));
return balance.Problems.Count == 0 ? 0 : 1;

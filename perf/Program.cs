using System.Globalization;
using Onboarding.Functions;
using Onboarding.Perf;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var pace = int.Parse(ContextKey.StsRequestsPerSecond.Default, NumberStyles.None, CultureInfo.InvariantCulture);
var (sweepers, words) = (1, new List<string>());
foreach (var word in args)
{
    if (word.StartsWith("sweepers=", StringComparison.Ordinal) && ContextKey.Sweepers.Accepts(word[9..]))
        sweepers = int.Parse(word[9..], NumberStyles.None, CultureInfo.InvariantCulture);
    else if (word.StartsWith("pace=", StringComparison.Ordinal) && ContextKey.StsRequestsPerSecond.Accepts(word[5..]))
        pace = int.Parse(word[5..], NumberStyles.None, CultureInfo.InvariantCulture);
    else
        words.Add(word);
}

if (new CheckFigures().With(words) is not { } check)
{
    await Console.Error.WriteLineAsync("""
        dotnet run --project perf -- [figure=number]...

          What checking 1,000, 100,000 and 1,000,000 connections takes.

          sts=5 requests=19 reads=3.5 writes=6.25 milliseconds=1200 processor=10   of one check
          bytes=12000                                                              stored for each connection
          pace=100 sweepers=1                                                      of the deployment
        """);
    return 2;
}

Model[] models = [.. new long[] { 1_000, 100_000, 1_000_000 }.Select(n => new Model(n, check, pace, sweepers))];
Console.WriteLine($"| with {sweepers} sweeper(s) and {pace} requests a second to STS | {string.Join(" | ", models.Select(m => $"{m.Connections:N0}"))} |");
Console.WriteLine($"|---|{string.Concat(models.Select(_ => "---:|"))}");
Row("checks a day", m => $"{m.ChecksPerSecond * 86400:N0}");
Row("checks a second", m => $"{m.ChecksPerSecond:0.00}");
Row("requests to STS a second", m => $"{m.StsPerSecond:0.0}");
Row("requests to AWS a second", m => $"{m.ChecksPerSecond * check.Requests:0.0}");
Row("checks at work at the same time", m => $"{m.AtWork:0.0}");
Row("sweeps needed at the same time", m => $"{m.SweepersNeeded}");
Row("read units a second", m => $"{m.ChecksPerSecond * check.ReadUnits:0.0}");
Row("write units a second", m => $"{m.ChecksPerSecond * check.WriteUnits:0.0}");
Row("a day's checks, done without a pause", m => $"{m.DaysChecks.TotalHours:0.0} h");
Row("dollars a month", m => $"{m.DollarsPerMonth:N2}");
Row("is it enough", m => m.DaysChecks <= TimeSpan.FromHours(24) ? "yes" : "**no**");
Console.WriteLine("\n| limit | reached with so many connections |\n|---|---:|");
foreach (var (limit, connections) in models[0].Limits)
    Console.WriteLine($"| {limit} | {connections:N0} |");
Console.WriteLine($"\nA tenant with 100,000 accounts: {Model.WritesOfLargeTenant:0.0} writes a second under one partition key, of 1,000.");
return 0;

void Row(string name, Func<Model, string> value) => Console.WriteLine($"| {name} | {string.Join(" | ", models.Select(value))} |");

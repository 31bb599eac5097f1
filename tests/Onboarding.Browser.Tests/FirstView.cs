using System.Globalization;

namespace Onboarding.Browser.Tests;

/// <summary>Measures the time from the API's answer to the first view. Run manually, on an idle machine.</summary>
internal static class FirstView
{
    private const int Visits = 30;
    private const int LimitMilliseconds = 300;

    /// <summary>Prints the median and the longest of 30 visits, each of a new tenant in a browser context of its own.</summary>
    /// <returns>0 if the median is within the limit, otherwise 1.</returns>
    public static async Task<int> Main()
    {
        var chromium = new Chromium();
        await ((IAsyncLifetime)chromium).InitializeAsync();
        try
        {
            // Another visit starts the function first, so that only the page is measured.
            await MeasureAsync(chromium);
            var milliseconds = new List<double>();
            while (milliseconds.Count < Visits)
                milliseconds.Add(await MeasureAsync(chromium));
            milliseconds.Sort();
            var median = milliseconds[Visits / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answer to first view: median {median:0} ms, longest {milliseconds[^1]:0} ms, of {Visits} visits; limit {LimitMilliseconds} ms"));
            return median <= LimitMilliseconds ? 0 : 1;
        }
        finally
        {
            await ((IAsyncLifetime)chromium).DisposeAsync();
        }
    }

    private static async Task<double> MeasureAsync(Chromium chromium)
    {
        await using var me = await chromium.VisitAsync();
        return await me.Page.EvaluateAsync<double>("""
            () => {
              const shown = performance.getEntriesByName('aws-onboarding:shown')[0].startTime;
              const answers = performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/v1/')).map((entry) => entry.responseEnd);
              return shown - Math.max(...answers.filter((end) => end <= shown));
            }
            """);
    }
}

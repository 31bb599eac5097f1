using System.Globalization;

namespace Onboarding.Perf;

/// <summary>What one check of a connection costs that finds the same as the one before, as nearly all do. How each figure was found is in <c>docs/scale.md</c>.</summary>
internal sealed record CheckFigures
{
    /// <summary>Requests to STS: the role with its external ID, three that must be denied, and its caller identity.</summary>
    public double StsRequests { get; init; } = 5;

    /// <summary>Requests to AWS altogether, the table's among them.</summary>
    public double Requests { get; init; } = 19;

    /// <summary>Read units of the table.</summary>
    public double ReadUnits { get; init; } = 3.5;

    /// <summary>Write units of the table and its indexes.</summary>
    public double WriteUnits { get; init; } = 6.25;

    /// <summary>How long it takes, most of it waiting for AWS.</summary>
    public double Milliseconds { get; init; } = 1200;

    /// <summary>How much of a processor it takes meanwhile.</summary>
    public double ProcessorMilliseconds { get; init; } = 10;

    /// <summary>Bytes in the table and its indexes for each connection.</summary>
    public double StoredBytes { get; init; } = 12_000;

    /// <summary>Takes figures that were measured elsewhere, such as <c>milliseconds=900</c>.</summary>
    /// <returns>The figures; null when a word is no figure.</returns>
    public CheckFigures? With(IEnumerable<string> words)
    {
        CheckFigures? figures = this;
        foreach (var word in words)
            figures = word.Split('=', 2) is [var name, var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 ? figures?.With(name, value) : null;
        return figures;
    }

    private CheckFigures? With(string name, double value) => name switch
    {
        "sts" => this with { StsRequests = value },
        "requests" => this with { Requests = value },
        "reads" => this with { ReadUnits = value },
        "writes" => this with { WriteUnits = value },
        "milliseconds" => this with { Milliseconds = value },
        "processor" => this with { ProcessorMilliseconds = value },
        "bytes" => this with { StoredBytes = value },
        _ => null,
    };
}

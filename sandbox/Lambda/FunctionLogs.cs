namespace Onboarding.Sandbox.Lambda;

/// <summary>One line that a function wrote.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Function">The feature whose function wrote it.</param>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Line">The line.</param>
internal sealed record FunctionLogLine(DateTimeOffset Time, string Function, string Stream, string Line);

/// <summary>The functions' logs: shown on the sandbox's console, and the last lines kept.</summary>
internal sealed class FunctionLogs(TimeProvider machine, TextWriter console)
{
    private const int Kept = 10_000;

    private readonly Queue<FunctionLogLine> _lines = new();
    private readonly Lock _gate = new();

    /// <summary>The lines that are kept, oldest first.</summary>
    public IReadOnlyList<FunctionLogLine> All()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    /// <summary>Adds a line.</summary>
    public void Add(string function, string line, bool isError)
    {
        lock (_gate)
        {
            _lines.Enqueue(new(machine.GetUtcNow(), function, isError ? "stderr" : "stdout", line));
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            console.WriteLine($"[{function}] {line}");
        }
    }
}

namespace Onboarding.Ops;

/// <summary>The command can't continue; the message says why and what to do next, in the reader's language.</summary>
internal sealed class StopException(ExitCode exitCode, string message, string? apiCode = null) : Exception(message)
{
    public ExitCode ExitCode => exitCode;

    /// <summary>The API's stable code of the refusal, when it was the API that refused.</summary>
    public string? ApiCode => apiCode;
}

namespace Onboarding.Sandbox;

/// <summary>Why the sandbox cannot start, in one sentence that says what to do.</summary>
internal sealed class StartProblemException(string message) : Exception(message);

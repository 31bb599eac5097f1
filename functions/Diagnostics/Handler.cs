namespace Onboarding.Functions.Diagnostics;

/// <summary>Answers the bytes of one event.</summary>
internal delegate byte[] Handler(byte[] lambdaEvent, Invocation invocation, CancellationToken cancellation);

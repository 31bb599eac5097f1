namespace Onboarding.Simulator;

/// <summary>Credentials that the simulated AWS knows.</summary>
internal sealed record IssuedCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken);

namespace Onboarding.Sandbox.Control;

/// <summary>What is wrong with a request to the sandbox's own routes; answered with 400 and the sentence.</summary>
internal sealed class BadRequestException(string message) : Exception(message);

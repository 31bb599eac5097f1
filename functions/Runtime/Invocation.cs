namespace Onboarding.Functions.Runtime;

/// <summary>One invocation as the Runtime API hands it out.</summary>
/// <param name="Context">What Lambda says about it.</param>
/// <param name="Event">The event's bytes.</param>
internal sealed record Invocation(LambdaContext Context, byte[] Event);

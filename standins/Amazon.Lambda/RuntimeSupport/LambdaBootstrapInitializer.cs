namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes the program ready before its first event.</summary>
/// <returns>Whether it is ready; false ends the program.</returns>
internal delegate Task<bool> LambdaBootstrapInitializer();

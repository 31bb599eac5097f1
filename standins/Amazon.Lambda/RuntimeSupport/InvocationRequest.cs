namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One event as the Runtime API hands it out.</summary>
/// <param name="InputStream">Its bytes.</param>
/// <param name="LambdaContext">What Lambda says about it.</param>
internal sealed record InvocationRequest(MemoryStream InputStream, LambdaContext LambdaContext);

namespace Amazon.Lambda.Core;

/// <summary>What Lambda says about one invocation: of the package's members, those that are read here.</summary>
internal interface ILambdaContext
{
    /// <summary>The id of this invocation, in logs and in support cases.</summary>
    string AwsRequestId { get; }

    /// <summary>The X-Ray trace header; empty when the invocation is not traced.</summary>
    string TraceId { get; }

    /// <summary>How long the invocation may still take; negative when its time is over.</summary>
    TimeSpan RemainingTime { get; }
}

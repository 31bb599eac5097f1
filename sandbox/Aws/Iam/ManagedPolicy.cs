using Onboarding.Sandbox.Aws.Policies;

namespace Onboarding.Sandbox.Aws.Iam;

/// <summary>A managed policy; its only version is <c>v1</c>.</summary>
internal sealed record ManagedPolicy(string Arn, string Id, PolicyDocument Document, DateTimeOffset CreatedAt)
{
    /// <summary>What follows the last slash of the ARN.</summary>
    public string Name => Arn[(Arn.LastIndexOf('/') + 1)..];
}

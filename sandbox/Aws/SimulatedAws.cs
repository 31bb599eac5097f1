namespace Onboarding.Sandbox.Aws;

/// <summary>What a customer asks CloudFormation for when the quick-create page's button is pressed.</summary>
internal sealed record CreateStack
{
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string StackName { get; init; }
    public required string TemplateUrl { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required IReadOnlySet<string> Capabilities { get; init; }
}

/// <summary>A stack as the console shows it.</summary>
internal sealed record StackView
{
    public required string StackId { get; init; }
    public required string StackName { get; init; }
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
    public required IReadOnlyList<StackOutput> Outputs { get; init; }
    public required IReadOnlyList<StackEvent> Events { get; init; }
}

/// <summary>One row of the Outputs tab.</summary>
internal sealed record StackOutput(string Key, string Value, string? Description);

/// <summary>One row of the Events tab.</summary>
internal sealed record StackEvent(DateTimeOffset Time, string LogicalId, string ResourceType, string Status, string? Reason);

/// <summary>A parameter as the quick-create page shows it.</summary>
internal sealed record TemplateParameter(string Name, string Type, string? Default, string? Description, bool NoEcho);

/// <summary>A template as the quick-create page shows it.</summary>
internal sealed record TemplateSummary(string? Description, IReadOnlyList<TemplateParameter> Parameters, IReadOnlySet<string> Capabilities);

/// <summary>Credentials that the simulated AWS knows.</summary>
internal sealed record IssuedCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken);

/// <summary>What CloudFormation, IAM or STS refuses before anything exists: the error code and message AWS answers with.</summary>
internal sealed class AwsErrorException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;
    public string Code { get; } = code;
}

using System.Text.Json.Nodes;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>A template whose form is right; its values are known only with parameters.</summary>
internal sealed record Template
{
    public string? Description { get; init; }
    public required IReadOnlyList<ParameterDefinition> Parameters { get; init; }
    /// <summary>How the console groups the parameters; those in no group come last.</summary>
    public required IReadOnlyList<ParameterGroup> Groups { get; init; }
    public required JsonObject Rules { get; init; }
    public required JsonObject Mappings { get; init; }
    public required JsonObject Conditions { get; init; }
    public required IReadOnlyList<ResourceDefinition> Resources { get; init; }
    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    /// <summary>What the customer must acknowledge. Source: CloudFormation API Reference, CreateStack, Capabilities.</summary>
    public IReadOnlySet<string> RequiredCapabilities() => new HashSet<string>(Resources.Select(resource => resource.Capability), StringComparer.Ordinal);
}

/// <summary>A resource as the template declares it.</summary>
internal sealed record ResourceDefinition(string LogicalId, string Type, JsonObject Properties)
{
    public string? Condition { get; init; }
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    public DeletionPolicy DeletionPolicy { get; init; }

    /// <summary>Every type that is known is of IAM; a name of one's own needs more.</summary>
    public string Capability => Properties.ContainsKey(NameProperty) ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";

    private string NameProperty => Type is RoleResource.Type ? "RoleName" : "ManagedPolicyName";
}

/// <summary>What becomes of a resource when its stack goes.</summary>
/// <remarks>Source: CloudFormation Template Reference, "DeletionPolicy attribute".</remarks>
internal enum DeletionPolicy
{
    /// <summary>It goes, too.</summary>
    Delete,

    /// <summary>It stays.</summary>
    Retain,

    /// <summary>It stays, except when the operation that created it is rolled back.</summary>
    RetainExceptOnCreate,
}

/// <summary>An output as the template declares it.</summary>
internal sealed record OutputDefinition(string Key, JsonNode Value)
{
    public string? Description { get; init; }
    public string? Condition { get; init; }
    public JsonNode? ExportName { get; init; }
}

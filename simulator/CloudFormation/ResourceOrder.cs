namespace Onboarding.Simulator.CloudFormation;

/// <summary>Which resource must exist before which.</summary>
internal static class ResourceOrder
{
    /// <summary>The resources in an order in which each comes after what it refers to or depends on.</summary>
    /// <exception cref="AwsErrorException">They refer to each other in a circle, or to one whose condition is false.</exception>
    public static IReadOnlyList<ResourceDefinition> Of(IReadOnlyList<ResourceDefinition> resources)
    {
        var left = resources.ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        var ordered = new List<ResourceDefinition>();
        while (left.Count > 0)
        {
            var free = left.Values.Where(r => !Needs(r).Any(left.ContainsKey)).ToList();
            if (free.Count == 0)
                throw AwsErrorException.Validation($"Circular dependency between resources: [{string.Join(", ", left.Keys)}]");
            foreach (var resource in free) left.Remove(resource.LogicalId);
            ordered.AddRange(free);
        }
        return ordered;
    }

    private static IEnumerable<string> Needs(ResourceDefinition resource) =>
        resource.DependsOn.Concat(ReferenceCheck.References(resource.Properties));
}

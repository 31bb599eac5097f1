using System.Collections.Concurrent;
using System.Text.Json;
using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>AWS's own managed policies, with the documents and default versions that AWS publishes. <c>aws-managed-policies.json</c> has them, and when they were taken.</summary>
/// <remarks>Each is read when it is asked for first. To add one, add its line to the file. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html</remarks>
internal static class AwsManagedPolicies
{
    private const string Resource = "aws-managed-policies.json";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> s_byName = new(Read);
    private static readonly ConcurrentDictionary<string, ManagedPolicy> s_byArn = new(StringComparer.Ordinal);

    /// <summary>The names with their paths, such as <c>job-function/ViewOnlyAccess</c>.</summary>
    public static IEnumerable<string> Names => s_byName.Value.Keys;

    /// <summary>The policy of an ARN such as <c>arn:aws:iam::aws:policy/SecurityAudit</c>; null when it is not known here.</summary>
    public static ManagedPolicy? Find(string arn) =>
        Arn.TryParse(arn, out var parsed)
        && parsed is { Service: "iam", AccountId: "aws", Region: "" }
        && Partitions.Exists(parsed.Partition)
        && parsed.Resource.StartsWith("policy/", StringComparison.Ordinal)
        && s_byName.Value.TryGetValue(parsed.Resource["policy/".Length..], out var policy)
            ? s_byArn.GetOrAdd(arn, static (key, from) => Of(key, from.Partition, from.Policy), (parsed.Partition, Policy: policy))
            : null;

    // A policy's id is the same wherever it is asked for.
    private static ManagedPolicy Of(string arn, string partition, JsonElement policy)
    {
        var document = policy.GetProperty("document").GetRawText().Replace("\"arn:aws:", $"\"arn:{partition}:", StringComparison.Ordinal);
        return new ManagedPolicy(arn, Randoms.ManagedPolicyId(), PolicyParser.Parse(document, PolicyKind.Managed), policy.GetProperty("created").GetDateTimeOffset())
        {
            Version = int.Parse(policy.GetProperty("version").GetString()![1..], System.Globalization.CultureInfo.InvariantCulture),
            UpdatedAt = policy.GetProperty("updated").GetDateTimeOffset(),
        };
    }

    private static Dictionary<string, JsonElement> Read()
    {
        using var stream = typeof(AwsManagedPolicies).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone().GetProperty("policies").EnumerateArray()
            .ToDictionary(p => p.GetProperty("name").GetString()!, StringComparer.Ordinal);
    }
}

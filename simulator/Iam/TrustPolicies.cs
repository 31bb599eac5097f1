using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>Saves trust policies and shows them again, turning ARNs into unique ids and back as IAM does.</summary>
internal static class TrustPolicies
{
    /// <summary>Characters without white space. Source: IAM quotas, "Role trust policy length", its default.</summary>
    public const int MaxLength = 2048;

    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A trust policy as IAM keeps it.</summary>
    /// <exception cref="AwsErrorException">IAM would not save the policy.</exception>
    public static TrustPolicy Save(string json, string partition, IamDirectory directory)
    {
        var document = PolicyParser.Parse(json, PolicyKind.Trust);
        if (PolicyDocument.CountedLength(json) > MaxLength)
            throw new AwsErrorException(409, "LimitExceeded", $"Cannot exceed quota for ACLSizePerRole: {MaxLength}");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var principal in document.Statements.Select(s => s.Principal!))
        {
            if (!principal.Everyone && principal.Aws.Count + principal.Others.Count == 0)
                throw AwsErrorException.MalformedPolicy("Missing required field Principal cannot be empty!");
            foreach (var other in principal.Others) CheckOther(other.Type, other.Value);
            foreach (var text in principal.Aws.Where(text => !NamesAccountOrSession(text, partition)))
                ids[text] = directory.UniqueIdOf(text) ?? throw Invalid("AWS", text);
        }
        return new TrustPolicy { Document = document, UniqueIds = ids };
    }

    /// <summary>The policy as GetRole shows it: a principal that is gone appears as its unique id.</summary>
    public static string Show(TrustPolicy trust, IamDirectory directory)
    {
        var root = JsonNode.Parse(trust.Document.Json)!.AsObject();
        foreach (var principal in StatementsOf(root).Select(s => s?["Principal"]).OfType<JsonObject>())
        {
            if (principal["AWS"] is JsonArray several)
                principal["AWS"] = new JsonArray([.. several.Select(text => Shown(text!.GetValue<string>()))]);
            else if (principal["AWS"] is { } one)
                principal["AWS"] = Shown(one.GetValue<string>());
        }
        return root.ToJsonString(s_compact);

        JsonNode Shown(string text) => trust.UniqueIds.GetValueOrDefault(text) is { } id
            ? directory.FindRoleById(id)?.Arn ?? directory.FindUserById(id)?.Arn ?? id
            : text;
    }

    // One statement needs no list.
    private static List<JsonNode?> StatementsOf(JsonObject policy) => policy["Statement"] is JsonArray list ? [.. list] : [policy["Statement"]];

    private static bool NamesAccountOrSession(string text, string partition)
    {
        if (Arn.IsAccountId(text)) return true;
        if (!Arn.TryParse(text, out var arn)) return false;
        if (!string.Equals(arn.Partition, partition, StringComparison.Ordinal) || !Arn.IsAccountId(arn.AccountId) || arn.Region.Length > 0) throw Invalid("AWS", text);
        return arn is { Service: "iam", Resource: "root" }
            || (arn.Service is "sts" && IsSession(arn.Resource) && !arn.Resource.AsSpan().ContainsAny('*', '?'));
    }

    private static bool IsSession(string resource) => resource.Split('/') is ["assumed-role", { Length: > 0 }, { Length: > 0 }]
        or ["federated-user", { Length: > 0 }];

    private static void CheckOther(string type, string value)
    {
        if (type is not ("Service" or "Federated") || value.Length == 0 || value is "*") throw Invalid(type, value);
        if (type is "Service" && !value.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            && !value.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)) throw Invalid(type, value);
    }

    private static AwsErrorException Invalid(string type, string value) =>
        AwsErrorException.MalformedPolicy($"Invalid principal in policy: \"{type}\":\"{value}\"");
}

using System.Text.Json;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>Reads the statements of an IAM policy document separately, so that an unreadable one doesn't hide the others.</summary>
internal static class PolicyFile
{
    /// <summary>The statements that can be read.</summary>
    public static IReadOnlyList<PolicyStatement> Read(FileReader file, string path)
    {
        if (file.Read(path) is not { } document)
            return [];
        file.RefuseUnknown(document, "", "Version", "Id", "Statement");
        // Older versions know no variables: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
        if (!document.TryGetProperty("Version", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2012-10-17"))
            file.Fault("the policy's version is another than 2012-10-17; add \"Version\": \"2012-10-17\".");
        JsonElement[] statements = document.TryGetProperty("Statement", out var found) ? found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : [found] : [];
        if (statements.Length == 0)
            file.Fault("the policy has no statement; add one to “Statement”.");
        return [.. statements.Select((s, i) => StatementOf(file, s, i + 1)).OfType<PolicyStatement>()];
    }

    private static PolicyStatement? StatementOf(FileReader file, JsonElement json, int number)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("Sid", out var name) || name.ValueKind != JsonValueKind.String)
        {
            file.Fault($"statement {number} has no Sid; give it one, so that its purpose can be told.");
            return null;
        }

        var sid = name.GetString()!;
        if (sid.Length is 0 or > 64 || !sid.All(char.IsAsciiLetterOrDigit))
        {
            file.Fault($"statement {number} has the Sid “{sid}”; name it with 1 to 64 letters and digits, as IAM does.");
            return null;
        }

        var policy = Policy.OfPermissions($$"""{"Statement":{{json.GetRawText()}}}""");
        if (policy.Unreadable is { } where)
        {
            file.Fault(sid, $"IAM would not take it (see {where.Replace("Statement 1, ", "", StringComparison.Ordinal)}); correct it there.");
            return null;
        }

        var read = policy.Statements[0];
        Spelled(file, sid, read);
        return new PolicyStatement
        {
            Sid = sid,
            Allows = read.Allows,
            Actions = read.Actions,
            IsNotAction = read.IsNotAction,
            Resources = read.Resources,
            IsNotResource = read.IsNotResource,
            Conditions = [.. read.Conditions.Select(c => new PolicyCondition(c.Operator.Name, c.Key, c.Values))],
        };
    }

    private static void Spelled(FileReader file, string sid, Statement statement)
    {
        foreach (var resource in statement.Resources.Where(r => r is not "*" && !(r.StartsWith("arn:", StringComparison.Ordinal) && r.Split(':').Length >= 6)))
            file.Fault(sid, $"the resource “{resource}” is no ARN; write * or an ARN such as arn:${{AWS::Partition}}:s3:::bucket/*.");
        foreach (var key in statement.Conditions.Select(c => c.Key).Where(k => Variables.In(k).Any()))
            file.Fault(sid, $"the condition key “{key}” has a variable, which CloudFormation fills in in values only; write the key out.");
    }
}

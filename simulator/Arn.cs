using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Simulator;

/// <summary>An Amazon Resource Name in its six parts.</summary>
internal sealed record Arn(string Partition, string Service, string Region, string AccountId, string Resource)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out Arn? arn)
    {
        var parts = (text ?? "").Split(':', 6);
        arn = parts is ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }]
            ? new Arn(parts[1], parts[2], parts[3], parts[4], parts[5])
            : null;
        return arn is not null;
    }

    /// <summary>An IAM role's ARN taken apart; its path lies between <c>role/</c> and the name.</summary>
    public static bool TryParseRole(string? text, [NotNullWhen(true)] out Arn? arn, out string path, out string name)
    {
        (path, name) = ("/", "");
        if (!TryParse(text, out arn)
            || arn is not { Service: "iam", Region: "" }
            || !IsAccountId(arn.AccountId)
            || !arn.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            arn = null;
            return false;
        }
        var lastSlash = arn.Resource.LastIndexOf('/');
        path = arn.Resource["role".Length..(lastSlash + 1)];
        name = arn.Resource[(lastSlash + 1)..];
        return name.Length > 0;
    }

    public static bool IsAccountId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{AccountId}:{Resource}";
}

using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Aws;

/// <summary>The ARN of an IAM role without a path.</summary>
/// <remarks>
/// Roles with a path are refused: no template or guide of this service makes one, and service-linked roles have one.
/// A name is 1 to 64 of <c>[A-Za-z0-9+=,.@_-]</c>: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
/// </remarks>
internal sealed record RoleArn
{
    private RoleArn(string value, Partition partition, AwsAccountId accountId, string name)
    {
        Value = value;
        Partition = partition;
        AccountId = accountId;
        Name = name;
    }

    public string Value { get; }

    public Partition Partition { get; }

    public AwsAccountId AccountId { get; }

    public string Name { get; }

    public static RoleArn Of(Partition partition, AwsAccountId accountId, string name) =>
        new($"arn:{partition.Name}:iam::{accountId.Value}:role/{name}", partition, accountId, name);

    public static bool TryParse(string? text, [NotNullWhen(true)] out RoleArn? arn)
    {
        arn = null;
        if (text is null || text.Length > 2048)
            return false;
        var parts = text.Split(':');
        if (parts is not ["arn", var partitionName, "iam", "", var account, var resource]
            || Partition.Find(partitionName) is not { } partition
            || !AwsAccountId.TryParse(account, out var accountId)
            || !resource.StartsWith("role/", StringComparison.Ordinal)
            || !IsName(resource["role/".Length..]))
            return false;
        arn = new RoleArn(text, partition, accountId, resource["role/".Length..]);
        return true;
    }

    public override string ToString() => Value;

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || "+=,.@_-".Contains(c, StringComparison.Ordinal));
}

using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Aws;

/// <summary>The id of a CloudFormation stack, which is its ARN.</summary>
/// <remarks>The name is <c>[A-Za-z][A-Za-z0-9-]{0,127}</c>: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html</remarks>
internal sealed record StackArn
{
    private StackArn(string value, Partition partition, string region, AwsAccountId accountId, string stackName)
    {
        Value = value;
        Partition = partition;
        Region = region;
        AccountId = accountId;
        StackName = stackName;
    }

    public string Value { get; }

    public Partition Partition { get; }

    public string Region { get; }

    public AwsAccountId AccountId { get; }

    public string StackName { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out StackArn? arn)
    {
        arn = null;
        if (text is null || text.Length > 512)
            return false;
        var parts = text.Split(':');
        if (parts is not ["arn", var partitionName, "cloudformation", var region, var account, var resource]
            || Partition.Find(partitionName) is not { } partition
            || Partition.FindByRegion(region) != partition
            || !AwsAccountId.TryParse(account, out var accountId)
            || resource.Split('/') is not ["stack", var name, var id]
            || !IsName(name)
            || !IsId(id))
            return false;
        arn = new StackArn(text, partition, region, accountId, name);
        return true;
    }

    public override string ToString() => Value;

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 128 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsId(string id) => id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiHexDigitLower(c) || c == '-');
}

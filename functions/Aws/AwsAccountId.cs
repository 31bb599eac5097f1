using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Aws;

/// <summary>An AWS account's number: exactly 12 ASCII digits.</summary>
/// <remarks>https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html</remarks>
internal sealed record AwsAccountId
{
    private AwsAccountId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out AwsAccountId? accountId)
    {
        accountId = text is { Length: 12 } && text.All(char.IsAsciiDigit) ? new AwsAccountId(text) : null;
        return accountId is not null;
    }

    public override string ToString() => Value;
}

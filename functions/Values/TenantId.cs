using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Functions.Values;

/// <summary>One customer organization of the vendor: 1 to 128 printable ASCII characters without space and <c>#</c>, which separates the parts of the table's keys.</summary>
internal sealed record TenantId
{
    private TenantId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out TenantId? tenant)
    {
        tenant = text is { Length: >= 1 and <= 128 } && text.All(c => c is > ' ' and < '\x7f' and not '#') ? new TenantId(text) : null;
        return tenant is not null;
    }

    public override string ToString() => Value;
}

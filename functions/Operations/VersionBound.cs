using System.Diagnostics.CodeAnalysis;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Which template versions an operator asks for: one (<c>1.0.0</c>), or all before one (<c>&lt;1.1.0</c>).</summary>
/// <param name="Order">The version, as <see cref="VersionOrder"/> has it.</param>
/// <param name="IsBefore">Whether only versions before it are meant.</param>
internal sealed record VersionBound(long Order, bool IsBefore)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionBound? bound)
    {
        var isBefore = text.StartsWith('<');
        bound = VersionOrder.Of(isBefore ? text[1..] : text) is { } order ? new VersionBound(order, isBefore) : null;
        return bound is not null;
    }
}

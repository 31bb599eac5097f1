using System.Globalization;
using System.Text;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Onboardings;

/// <summary>Who asked for a connection, for the person in the AWS console to read before anything is created: <c>tenant / person / date</c>.</summary>
/// <remarks>
/// Printable ASCII only, because DescribeStacks shows other characters as a question mark and the value is compared with what it shows. The tenant's id comes
/// first and has no spaces, so nothing that a person chooses can pass for it.
/// </remarks>
internal static class ConnectedFor
{
    /// <summary>The longest value, as the template's parameter takes it.</summary>
    public const int MaxLength = 255;

    private const string Separator = " / ";
    private const string NobodyNamed = "unknown";

    /// <summary>The value for an onboarding that is minted now. The tenant's id is never cut.</summary>
    public static string Of(TenantRequest request)
    {
        var (before, after) = (request.Tenant.Value + Separator, Separator + request.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return before + Visible(request.Person ?? NobodyNamed, MaxLength - before.Length - after.Length) + after;
    }

    // One character for each: a name in another alphabet stays a name of its length, and white space separates nothing.
    private static string Visible(string text, int room)
    {
        var visible = new StringBuilder(room);
        foreach (var rune in text.EnumerateRunes())
        {
            if (visible.Length == room)
                break;
            visible.Append(rune.Value is > ' ' and < '\x7f' ? (char)rune.Value : Rune.IsWhiteSpace(rune) ? '_' : '?');
        }

        return visible.ToString();
    }
}

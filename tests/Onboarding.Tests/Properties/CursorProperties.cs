using Amazon.Lambda.APIGatewayEvents;
using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Http;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Properties;

/// <summary>Where a list continues: a cursor is opaque to callers, who can send it back changed or not.</summary>
[Trait("Threat", "T27")]
public sealed class CursorProperties
{
    private const string Prefix = "place-";

    private static readonly Gen<string> s_key = Texts.Minted(24).Select(id => Prefix + id);

    [Fact]
    public void A_Cursor_Leads_Back_To_The_Key_That_It_Was_Made_Of() => Property.Holds(
        Texts.Of("abc019#|~!", 0, 200).Select(rest => Prefix + rest),
        [],
        key => Ask(Page.Cursor(key)).Page!.After.ShouldBe(key));

    [Fact]
    public void Any_Other_Text_Is_Refused_Or_A_Place_In_This_List() => Property.Holds(
        Gen.OneOf(Texts.Near(s_key.Select(Page.Cursor)), s_key.Select(k => Page.Cursor("another-" + k)), Texts.Near(s_key).Select(Page.Cursor), Texts.Anything),
        Corpus.Texts,
        cursor =>
        {
            var (page, refusal) = Ask(cursor);

            if (page is null)
            {
                refusal!.Error.ShouldBe(Errors.RequestMalformed);
                return;
            }

            page.After.ShouldNotBeNull().ShouldStartWith(Prefix);
            page.After.ShouldAllBe(c => c > ' ' && c < '\x7f');
            Page.Cursor(page.After).ShouldBe(cursor);
        });

    [Fact]
    public void A_Limit_Is_A_Whole_Number_From_1_To_100() => Property.Holds(
        Gen.OneOf(Gen.Choose(-50, 250).Select(n => n.ToString()), Texts.Anything),
        Corpus.Texts,
        limit =>
        {
            var (page, _) = PageRequest.Of(RequestWith("limit", limit), IsPlace);

            var plain = limit.Length is >= 1 and <= 9 && limit.All(char.IsAsciiDigit) ? int.Parse(limit) : 0;
            (page is not null).ShouldBe(plain is >= 1 and <= 100 || Padded(limit), limit);
        });

    // Zeroes in front change no number.
    private static bool Padded(string limit) => limit.Length > 9 && limit.All(char.IsAsciiDigit) && limit.TrimStart('0') is { Length: >= 1 and <= 3 } rest && int.Parse(rest) <= 100;

    private static (Page? Page, Refusal? Refusal) Ask(string cursor) => PageRequest.Of(RequestWith("cursor", cursor), IsPlace);

    private static bool IsPlace(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    private static TenantRequest RequestWith(string name, string value)
    {
        TenantId.TryParse("tenant-a", out var tenant).ShouldBeTrue();
        return new TenantRequest
        {
            RouteKey = "GET /v1/accounts",
            Tenant = tenant,
            Now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest { QueryStringParameters = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value } },
        };
    }
}

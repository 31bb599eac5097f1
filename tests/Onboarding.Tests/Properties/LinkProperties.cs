using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Properties;

/// <summary>The links into the console carry exactly what was minted, whatever was asked for.</summary>
[Trait("Threat", "T22")]
[Trait("Threat", "T23")]
public sealed class LinkProperties
{
    private const string TemplateUrl = "https://bucket.s3.us-east-1.amazonaws.com/templates/1.0.0/full.yaml";
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<OnboardingRecord> s_orders =
        from place in Gen.Elements(("aws", "us-east-1"), ("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-eusc", "eusc-de-east-1"))
        from profile in Gen.Elements("full", "read-only")
        from account in Texts.AccountId
        from hasAccount in Gen.Elements(true, false)
        from boundary in Gen.OneOf(Gen.Constant(""), Texts.Of("abcABC019+=,.@_/-", 1, 512), Texts.Near(Texts.Of("abc/", 1, 40)))
        from externalId in Texts.Minted(32)
        let settings = ProductSettings.Of("onboardings", place.Item1, place.Item2)
        let body = new OnboardingBody(
            profile,
            AwsAccountId: hasAccount ? account : null,
            PermissionsBoundaryArn: boundary.Length == 0 ? null : $"arn:{place.Item1}:iam::{account}:policy/{boundary}")
        let order = OnboardingOrder.Of(body, settings).Order
        where order is not null
        select Minted(order, externalId);

    [Fact]
    public void A_Quick_Create_Link_Reads_Back_To_Just_What_Was_Minted() => Property.Holds(s_orders, onboarding =>
    {
        var link = QuickCreateLink.Of(onboarding, TemplateUrl);

        link.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || "-._~:/?#=&%".Contains(c, StringComparison.Ordinal));
        var uri = new Uri(link);
        uri.Host.ShouldBe($"{onboarding.Region}.{Partition.OfRegion(onboarding.Region).ConsoleHost}");
        uri.Query.ShouldBe("?region=" + onboarding.Region);
        var (path, query) = Split(uri.Fragment, '?');
        path.ShouldBe("#/stacks/create/review");
        query.Split('&').Select(p => Split(p, '=')).Select(p => (p.Before, Uri.UnescapeDataString(p.After))).ShouldBe(Expected(onboarding));
    });

    [Fact]
    public void An_Onboarding_Reads_Back_From_The_Table_As_It_Was_Written() => Property.Holds(s_orders, onboarding =>
    {
        var item = onboarding.ToItem();

        OnboardingRecord.Of(new Item(item.Attributes)).ShouldBe(onboarding);
    });

    private static IEnumerable<(string, string)> Expected(OnboardingRecord onboarding)
    {
        yield return ("templateURL", TemplateUrl);
        yield return ("stackName", onboarding.RoleName);
        yield return ("param_ExternalId", onboarding.PendingExternalId.Value);
        yield return ("param_RoleName", onboarding.RoleName);
        if (onboarding.AwsAccountId is { } account)
            yield return ("param_ExpectedAccountId", account.Value);
        if (onboarding.PermissionsBoundaryArn is { } boundary)
            yield return ("param_PermissionsBoundaryArn", boundary);
    }

    private static (string Before, string After) Split(string text, char separator) =>
        (text[..text.IndexOf(separator, StringComparison.Ordinal)], text[(text.IndexOf(separator, StringComparison.Ordinal) + 1)..]);

    private static OnboardingRecord Minted(OnboardingOrder order, string externalIdText)
    {
        ExternalId.TryParse(externalIdText, out var externalId).ShouldBeTrue();
        return MintedOnboarding.At(s_now, externalId: externalId) with
        {
            GroupId = "222222222222222222222222",
            Method = order.Method,
            Profile = order.Profile,
            Region = order.Region,
            RoleName = "onboarding-connect-" + externalIdText[..12],
            AwsAccountId = order.AwsAccountId,
            PermissionsBoundaryArn = order.PermissionsBoundaryArn,
            Language = Language.Japanese,
        };
    }
}

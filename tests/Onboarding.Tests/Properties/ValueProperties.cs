using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Properties;

/// <summary>Each value is read exactly when a regular expression, written down here apart from the parser, matches it.</summary>
[Trait("Threat", "T19")]
[Trait("Threat", "T21")]
public sealed partial class ValueProperties
{
    [Fact]
    public void A_Role_Arn_Is_Read_Exactly_When_Its_Grammar_Allows_It() => Property.Holds(
        Gen.OneOf(Texts.RoleArn, Texts.Near(Texts.RoleArn), Texts.Anything),
        Corpus.Texts,
        text =>
        {
            RoleArn.TryParse(text, out var arn).ShouldBe(RoleArnGrammar().IsMatch(text), text);
            if (arn is not null)
                (arn.Value, RoleArn.Of(arn.Partition, arn.AccountId, arn.Name)).ShouldBe((text, arn));
        });

    [Fact]
    public void A_Stack_Arn_Is_Read_Exactly_When_Its_Grammar_Allows_It() => Property.Holds(
        Gen.OneOf(Texts.StackArn, Texts.Near(Texts.StackArn), Texts.Anything),
        Corpus.Texts,
        text =>
        {
            StackArn.TryParse(text, out var arn).ShouldBe(StackArnGrammar().IsMatch(text), text);
            if (arn is not null)
                text.ShouldStartWith($"arn:{arn.Partition.Name}:cloudformation:{arn.Region}:{arn.AccountId}:stack/{arn.StackName}/");
        });

    [Fact]
    public void An_Account_Id_Is_Read_Exactly_When_It_Has_12_Ascii_Digits() => Property.Holds(
        Gen.OneOf(Texts.AccountId, Texts.Near(Texts.AccountId), Texts.Anything),
        Corpus.Texts,
        text => AwsAccountId.TryParse(text, out _).ShouldBe(AccountIdGrammar().IsMatch(text), text));

    [Fact]
    [Trait("Threat", "T5")]
    public void An_External_Id_Is_Read_Exactly_When_It_Has_32_Characters_Of_The_Alphabet() => Property.Holds(
        Gen.OneOf(Texts.Minted(32), Texts.Near(Texts.Minted(32)), Texts.Anything),
        Corpus.Texts,
        text =>
        {
            ExternalId.TryParse(text, out var externalId).ShouldBe(ExternalIdGrammar().IsMatch(text), text);
            if (externalId is not null)
                OnboardingId.Parse(OnboardingId.Of(externalId).Value).ShouldNotBeNull();
        });

    [Fact]
    [Trait("Threat", "T13")]
    public void The_Other_Case_Of_An_External_Id_Differs_And_Is_Invalid() => Property.Holds(Texts.Minted(32), [], text =>
    {
        ExternalId.TryParse(text, out var externalId).ShouldBeTrue();
        // All digits has no other case; 32 of them in a row are not minted before the sun burns out (one in 2^64).
        if (text.Any(char.IsAsciiLetter))
            ExternalId.TryParse(externalId.InOtherCase, out _).ShouldBeFalse();
    });

    [Fact]
    [Trait("Threat", "T27")]
    public void A_Tenant_Is_Read_Exactly_When_It_Cannot_Leave_Its_Key() => Property.Holds(
        Gen.OneOf(Texts.Near(Texts.Of("abcXYZ019._-|@:/", 1, 128)), Texts.Anything),
        Corpus.Texts,
        text => TenantId.TryParse(text, out _).ShouldBe(TenantGrammar().IsMatch(text), text));

    [Fact]
    [Trait("Threat", "T27")]
    public void The_Id_Of_A_Group_Is_Its_Own_Tenants_Only() => Property.Holds(
        from random in Texts.Of("abcXYZ019", 1, 20)
        from other in Texts.Of("abcXYZ019", 1, 20)
        select (random, other),
        tenants =>
        {
            TenantId.TryParse(tenants.random, out var mine).ShouldBeTrue();
            TenantId.TryParse(tenants.other, out var theirs).ShouldBeTrue();
            var id = GroupId.Mint(mine).Value;
            GroupId.Parse(mine, id).ShouldNotBeNull().Value.ShouldBe(id);
            (GroupId.Parse(theirs, id) is not null).ShouldBe(mine == theirs);
        });

    [Fact]
    [Trait("Threat", "T36")]
    public void A_Name_That_Is_Accepted_Is_Visible_Short_Plain_And_Accepted_Again() => Property.Holds(Texts.Anything, Corpus.Texts, text =>
    {
        if (!DisplayName.TryParse(text, out var name))
            return;
        name.Value.ShouldBe(Regex.Replace(text.Trim(), @"\p{Zs}+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)));
        new StringInfo(name.Value).LengthInTextElements.ShouldBeInRange(1, 100);
        name.Value.ShouldNotContain(c => char.IsControl(c) || char.IsSurrogate(c) && !char.IsSurrogatePair(name.Value, Math.Max(0, name.Value.IndexOf(c, StringComparison.Ordinal) - (char.IsLowSurrogate(c) ? 1 : 0))));
        DisplayName.TryParse(name.Value, out var again).ShouldBeTrue();
        again.ShouldBe(name);
    });

    [Fact]
    public void Any_Accept_Language_Chooses_One_Of_The_Two() => Property.Holds(
        Gen.OneOf(Texts.Near(Gen.Elements("ja-JP,ja;q=0.9,en;q=0.8", "en", "*;q=0.1", "fr, ja;q=0.5")), Texts.Anything),
        Corpus.Texts,
        text => AcceptLanguage.Choose(text).ShouldBeOneOf(Language.English, Language.Japanese));

    [GeneratedRegex(@"\A(?=.{0,2048}\z)arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_-]{1,64}\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex RoleArnGrammar();

    [GeneratedRegex(
        @"\A(?=.{0,512}\z)(?=([^:]*:){3}[^:]{1,32}:)arn:(aws-cn:cloudformation:cn|aws-us-gov:cloudformation:us-gov|aws-eusc:cloudformation:eusc-de|aws:cloudformation:(us|eu|ap|sa|ca|me|af|il|mx))-[a-z]+-[0-9]{1,2}:[0-9]{12}:stack/[A-Za-z][A-Za-z0-9-]{0,127}/[0-9a-f-]{1,64}\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex StackArnGrammar();

    [GeneratedRegex(@"\A[0-9]{12}\z", RegexOptions.None, 1000)]
    private static partial Regex AccountIdGrammar();

    [GeneratedRegex(@"\A[abcdefghijkmnpqrstuvwxyz2-9]{32}\z", RegexOptions.None, 1000)]
    private static partial Regex ExternalIdGrammar();

    [GeneratedRegex(@"\A[\x21-\x22\x24-\x7E]{1,128}\z", RegexOptions.None, 1000)]
    private static partial Regex TenantGrammar();
}

namespace Onboarding.Browser.Tests;

/// <summary>Names that are no names.</summary>
[Collection(Reading.Name)]
public sealed class BadInputTests(Chromium chromium)
{
    private static readonly string s_tenThousand = string.Concat(Enumerable.Repeat("0123456789", 1000));

    [Theory]
    [Trait("Threat", "T37")]
    [InlineData("<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>")]
    [InlineData("👩‍👩‍👧‍👦 Ünïcødé 本番環境 🇯🇵")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("{count} ${7*7} {{constructor}}")]
    public async Task A_Name_Is_Shown_As_It_Was_Typed(string name)
    {
        await using var me = await chromium.VisitAsync();
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync(name);
        await me.Button("group.create").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync(name);
        await me.LookAsync("odd-name");
        await me.OpenAsync();
        await Expect(me.Page.Locator(".card-title")).ToHaveTextAsync(name);
        (await me.Page.TitleAsync()).ShouldBe("Onboarding");
        me.ComplainedAboutNothing();
    }

    [Fact]
    [Trait("Threat", "T37")]
    public async Task Marks_That_Turn_The_Direction_Of_Text_Are_Refused_At_The_Field()
    {
        await using var me = await chromium.VisitAsync();
        const string Name = "abc\u202Egnp.exe";
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync(Name);
        await me.Button("group.create").ClickAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToContainTextAsync("direction or invisible characters");
        await Expect(me.Field("group.name")).ToHaveValueAsync(Name);
    }

    [Theory]
    [InlineData("en", "1 to 100 characters")]
    [InlineData("ja", "1〜100 文字")]
    public async Task Ten_Thousand_Characters_Are_Refused_And_Kept(string language, string expected)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 390));
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync(s_tenThousand);
        await me.Button("group.create").ClickAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToContainTextAsync(expected);
        await me.Page.ReloadAsync();
        await Expect(me.Field("group.name")).ToHaveValueAsync(s_tenThousand);
        await me.LookAsync("ten-thousand");
    }

    [Fact]
    public async Task A_Hundred_Long_Words_Fit_On_A_Phone()
    {
        await using var me = await chromium.VisitAsync(new Manner("en", ColorScheme.Dark, 390), isOpen: false);
        await me.Tenant.GroupAsync(new string('W', 100));
        await me.OpenAsync();
        await me.LookAsync("long-name");
        await me.Page.Locator(".card").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync(new string('W', 100));
        await me.LookAsync("long-name-group");
    }
}

namespace Onboarding.Browser.Tests;

/// <summary>Whether a screenshot in Japanese shows Japanese.</summary>
[Collection(Reading.Name)]
public sealed class FontTests(Chromium chromium)
{
    [Fact]
    public async Task Japanese_Text_Has_A_Font()
    {
        await using var me = await chromium.VisitAsync(Manner.Japanese);
        // Without a font every character is the same box.
        var differ = await me.Page.EvaluateAsync<bool>("""
            () => {
              const drawn = (text) => {
                const context = new OffscreenCanvas(60, 60).getContext('2d');
                context.font = '40px sans-serif';
                context.fillText(text, 5, 45);
                return context.getImageData(0, 0, 60, 60).data.join();
              };
              return drawn('本') !== drawn('番');
            }
            """);
        differ.ShouldBeTrue("This machine has no font for Japanese: the page works, but screenshots show boxes. On Debian: apt-get install fonts-noto-cjk.");
    }
}

namespace Onboarding.Functions.Aws;

/// <summary>The refusal of a Region that isn't available for connections.</summary>
internal static class RegionRefusal
{
    /// <summary>The refusal of a Region, with those that can be used.</summary>
    public static Refusal Of(string region, Settings settings)
    {
        var (offered, asked) = (string.Join(", ", settings.Regions), Region.IsWellFormed(region) ? new Text(region, region) : new Text("(not a Region)", "(リージョンではない値)"));
        return new Refusal(Errors.RegionNotAllowed, asked, new Text(offered, offered));
    }
}

using Onboarding.Functions.Http;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>What a caller chooses of a profile: its features, and the values of its parameters.</summary>
internal static class ProfileChoice
{
    private static readonly Dictionary<string, string> s_none = new(StringComparer.Ordinal);

    /// <summary>Checks the choice. Features that are not named are not granted; without the member, the profile's own defaults are.</summary>
    public static (FeatureSet Features, ParameterValues Parameters, Refusal? Refusal) Of(Profile profile, OnboardingBody body)
    {
        var features = body.Features is null ? profile.DefaultFeatures : FeatureSet.Of(body.Features.OfType<string>());
        var given = body.Parameters ?? s_none;
        var refusal = WrongFeature(profile, body) ?? WrongParameter(profile, given) ?? (body.Method == OnboardingMethod.Manual ? Missing(profile, features, given) : null);
        return refusal is null
            ? (features, ParameterValues.Of(profile.Parameters.Select(p => KeyValuePair.Create(p.Name, given.GetValueOrDefault(p.Name) is { Length: > 0 } value ? value : p.Default))), null)
            : (FeatureSet.None, ParameterValues.None, refusal);
    }

    private static Refusal? WrongFeature(Profile profile, OnboardingBody body)
    {
        if ((body.Features ?? []).All(id => profile.Features.Any(f => f.Id == id)))
            return null;
        var offered = string.Join(", ", profile.Features.Select(f => f.Id));
        return Request.Malformed(
            $"“features” contains a feature that the profile “{profile.Name}” doesn't have. It has: {(offered.Length > 0 ? offered : "none")}.",
            $"「features」に、プロファイル「{profile.Name}」にない機能が指定されています。指定できる機能: {(offered.Length > 0 ? offered : "なし")}。");
    }

    private static Refusal? WrongParameter(Profile profile, IReadOnlyDictionary<string, string> given)
    {
        foreach (var (name, value) in given)
        {
            if (profile.FindParameter(name) is not { } parameter)
            {
                var known = string.Join(", ", profile.Parameters.Select(p => p.Name));
                return Request.Malformed(
                    $"“parameters” contains a parameter that the profile “{profile.Name}” doesn't have. It has: {(known.Length > 0 ? known : "none")}.",
                    $"「parameters」に、プロファイル「{profile.Name}」にないパラメータが指定されています。指定できるパラメータ: {(known.Length > 0 ? known : "なし")}。");
            }

            if (value is null || (value.Length > 0 && !parameter.Pattern.IsMatch(value)))
                return Request.Malformed(
                    $"“parameters.{name}” must match {parameter.Pattern.Text}: {parameter.Description.English}",
                    $"「parameters.{name}」は {parameter.Pattern.Text} の形式で指定してください: {parameter.Description.Japanese}");
        }

        return null;
    }

    /// <summary>Whether every value is there that the features need: only in the console, and in Terraform's configuration, is there a place to fill one in later.</summary>
    public static bool IsWhole(OnboardingRecord onboarding) => Unfilled(onboarding.Profile, onboarding.Features, onboarding.Parameters.Values) is null;

    private static ProfileParameter? Unfilled(Profile profile, FeatureSet features, IReadOnlyDictionary<string, string> given) =>
        profile.Parameters.FirstOrDefault(p => p.Default.Length == 0 && given.GetValueOrDefault(p.Name) is not { Length: > 0 } && IsNeeded(profile, features, p));

    // In the console, the template itself asks for a value; a manual policy must contain it.
    private static Refusal? Missing(Profile profile, FeatureSet features, IReadOnlyDictionary<string, string> given)
    {
        var missing = Unfilled(profile, features, given);
        return missing is null
            ? null
            : Request.Malformed(
                $"“parameters.{missing.Name}” is missing: {missing.Description.English}",
                $"「parameters.{missing.Name}」を指定してください: {missing.Description.Japanese}");
    }

    private static bool IsNeeded(Profile profile, FeatureSet features, ProfileParameter parameter) =>
        profile.Features.Where(f => f.Parameters.Contains(parameter.Name, StringComparer.Ordinal)).ToList() is { Count: > 0 } needing
            ? needing.Exists(f => features.Contains(f.Id))
            : profile.AllStatements.Any(s => (s.Feature is null || features.Contains(s.Feature.Id)) && s.Statement.OpenTexts.SelectMany(Variables.In).Contains(parameter.Name, StringComparer.Ordinal));
}

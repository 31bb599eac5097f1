using System.Text.Json;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>Reads the parameters of <c>profile.json</c>.</summary>
internal sealed class ParameterReader(FileReader file)
{
    public IReadOnlyList<ProfileParameter> Read(JsonElement json)
    {
        var parameters = new List<ProfileParameter>();
        foreach (var (element, place) in file.Objects(json, "", "parameters").Select((e, i) => (e, i)))
        {
            var at = $"parameters[{place}]";
            file.RefuseUnknown(element, at, "name", "title", "description", "allowedPattern", "default");
            if (file.Text(element, at, "name", isRequired: true) is not { } name)
                continue;
            if (name.Length is 0 or > 64 || !char.IsAsciiLetterUpper(name[0]) || !name.All(char.IsAsciiLetterOrDigit) || name.StartsWith("Feature", StringComparison.Ordinal)
                || ConnectTemplate.OwnParameters.Contains(name, StringComparer.Ordinal))
                file.Fault($"the parameter “{name}” can't be one of a template; name it with letters and digits, beginning with a capital, not with “Feature”, and not {string.Join(", ", ConnectTemplate.OwnParameters)}.");
            else if (parameters.Exists(p => p.Name == name))
                file.Fault($"two parameters have the name “{name}”; give each its own.");
            else if (ParameterOf(element, at, name) is { } parameter)
                parameters.Add(parameter);
        }

        return parameters;
    }

    private ProfileParameter? ParameterOf(JsonElement element, string at, string name)
    {
        var (title, description) = (file.Words(element, at, "title"), file.Words(element, at, "description"));
        var usual = file.Text(element, at, "default", isRequired: false) ?? "";
        if (file.Text(element, at, "allowedPattern", isRequired: true) is not { } text)
            return null;
        try
        {
            var pattern = ParameterPattern.Parse(text);
            if (usual.Length > 0 && !pattern.IsMatch(usual))
                file.Fault($"the default “{usual}” of the parameter “{name}” does not match its pattern; correct one of them.");
            return new ProfileParameter(name, title, description, pattern, usual);
        }
        catch (FormatException e)
        {
            file.Fault($"the pattern {text} of the parameter “{name}” can't be used: {e.Message}; write one such as ^[a-z0-9-]{{3,63}}$.");
            return null;
        }
    }
}

/// <summary>Holds parameters against the statements that use them.</summary>
internal sealed class ParameterUse(FileReader file, Profile profile)
{
    public void Check()
    {
        foreach (var parameter in profile.Parameters)
        {
            var users = profile.AllStatements.Where(s => s.Statement.OpenTexts.SelectMany(Variables.In).Contains(parameter.Name, StringComparer.Ordinal)).ToList();
            var needing = profile.Features.Where(f => f.Parameters.Contains(parameter.Name, StringComparer.Ordinal)).ToList();
            if (users.Count == 0)
                file.Fault($"no statement uses the parameter “{parameter.Name}”; remove it, or write ${{{parameter.Name}}} where it belongs.");
            foreach (var (statement, feature) in users.Where(u => needing.Count > 0 && (u.Feature is null || !needing.Contains(u.Feature))))
                file.Fault(statement.Sid, $"it uses the parameter “{parameter.Name}”, which is asked for only with the feature “{needing[0].Id}”; list it for {(feature is null ? "no feature" : $"“{feature.Id}”, too")}.");
            foreach (var (statement, feature) in users.Where(u => needing.Count == 0 && u.Feature is not null && parameter.Default.Length == 0 && users.TrueForAll(x => x.Feature is not null)))
                file.Fault(statement.Sid, $"it uses the parameter “{parameter.Name}” without a default; list it in “parameters” of the feature “{feature!.Id}”.");
        }
    }
}

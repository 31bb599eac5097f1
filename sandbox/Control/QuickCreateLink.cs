namespace Onboarding.Sandbox.Control;

/// <summary>A quick-create link, read as the CloudFormation console reads it.</summary>
/// <remarks>Its form is described in the CloudFormation user guide under <c>cfn-console-create-stacks-quick-create-links</c>.</remarks>
internal sealed record QuickCreateLink
{
    private const string Page = "/cloudformation/home";
    private const string Route = "#/stacks/create/review";
    private const string ParameterPrefix = "param_";

    /// <summary>The Region of the stack.</summary>
    public required string Region { get; init; }

    /// <summary>The template's address.</summary>
    public required string TemplateUrl { get; init; }

    /// <summary>The stack's name, or null when the person is to choose one.</summary>
    public required string? StackName { get; init; }

    /// <summary>The parameters that the link fills in, known to the template or not.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Reads a link.</summary>
    /// <param name="link">The address: of the real console, or of the sandbox's.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    /// <returns>The link, or null when it is not a quick-create link.</returns>
    public static QuickCreateLink? Parse(string link, out string? problem)
    {
        problem = null;
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || !uri.AbsolutePath.EndsWith(Page, StringComparison.Ordinal))
        {
            problem = $"quickCreateUrl is not an address of the console's {Page}.";
            return null;
        }

        var question = uri.Fragment.IndexOf('?', StringComparison.Ordinal);
        if (question < 0 || !string.Equals(uri.Fragment[..question], Route, StringComparison.Ordinal))
        {
            problem = $"quickCreateUrl does not lead to {Route}.";
            return null;
        }

        var values = Values(uri.Fragment[(question + 1)..]);
        var region = Values(uri.Query.TrimStart('?')).GetValueOrDefault("region") ?? RegionOf(uri.Host);
        var templateUrl = values.GetValueOrDefault("templateURL");
        if (region is null || templateUrl is null)
        {
            problem = region is null ? "quickCreateUrl names no Region." : "quickCreateUrl has no templateURL.";
            return null;
        }

        return new()
        {
            Region = region,
            TemplateUrl = templateUrl,
            StackName = values.GetValueOrDefault("stackName"),
            Parameters = values
                .Where(v => v.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal))
                .ToDictionary(v => v.Key[ParameterPrefix.Length..], v => v.Value, StringComparer.Ordinal),
        };
    }

    // The console's own host carries the Region as its first label: us-east-1.console.aws.amazon.com.
    private static string? RegionOf(string host) => host.Split('.') is [var region, "console", ..] ? region : null;

    private static Dictionary<string, string> Values(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            values[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value);
        }

        return values;
    }
}

using Onboarding.Sandbox.Control;
using Onboarding.Sandbox.Html;

namespace Onboarding.Sandbox.Console;

/// <summary>The page behind a quick-create link.</summary>
internal static class QuickCreatePage
{
    /// <summary>Renders the page.</summary>
    /// <param name="text">The reader's words.</param>
    /// <param name="account">The account that is signed in.</param>
    /// <param name="link">The link that led here.</param>
    /// <param name="template">The template.</param>
    /// <param name="typed">What the person has typed already, when the page is shown again; null the first time.</param>
    /// <param name="refusal">Why CloudFormation refused, or null.</param>
    public static Markup Render(ConsoleText text, string account, QuickCreateLink link, TemplateSummary template, CreateStack? typed, string? refusal) =>
        ConsoleLayout.Page(text, text["Quick create stack"], account, link.Region, Markup.Of($"""
            <h1>{text["Quick create stack"]}</h1>
            {(refusal is null ? Markup.None : ConsoleLayout.Error(text["The stack was not created"], refusal))}
            <form method="post" action="/console/cloudformation/create?region={link.Region}" class="stack-form">
            <section>
            <h2>{text["Template"]}</h2>
            <h3>{text["Template URL"]}</h3><p class="break">{link.TemplateUrl}</p><input type="hidden" name="templateURL" value="{link.TemplateUrl}">
            <h3>{text["Stack description"]}</h3><p>{template.Description ?? "-"}</p>
            </section>
            <section>
            <h2>{text["Stack name"]}</h2>
            <label for="stackName">{text["Stack name"]}</label>
            <input id="stackName" name="stackName" value="{typed?.StackName ?? link.StackName}" autocomplete="off">
            <p class="hint">{text["Must contain only letters (a-z, A-Z), numbers (0-9), and hyphens (-) and start with a letter. Max 128 characters."]}</p>
            </section>
            <section>
            <h2>{text["Parameters"]}</h2>
            {Markup.All(Grouped(text, template).Select(g => Group(g.Label, g.Parameters, typed?.Parameters ?? link.Parameters)))}
            </section>
            {Capabilities(text, template)}
            <div class="actions"><button class="primary" type="submit">{text["Create stack"]}</button></div>
            </form>
            """));

    private static IEnumerable<(string? Label, IEnumerable<TemplateParameter> Parameters)> Grouped(ConsoleText text, TemplateSummary template)
    {
        foreach (var group in template.Groups)
        {
            yield return (group.Label, group.Parameters.SelectMany(name => template.Parameters.Where(p => string.Equals(p.Name, name, StringComparison.Ordinal))));
        }

        var rest = template.Parameters.Where(p => !template.Groups.Any(g => g.Parameters.Contains(p.Name, StringComparer.Ordinal))).ToList();
        if (rest.Count > 0)
        {
            yield return (template.Groups.Count > 0 ? text["Other parameters"] : null, rest);
        }
    }

    private static Markup Group(string? label, IEnumerable<TemplateParameter> parameters, IReadOnlyDictionary<string, string> values) => Markup.Of($"""
        {(label is null ? Markup.None : Markup.Of($"""<h3 class="group">{label}</h3>"""))}
        {Markup.All(parameters.Select(p => Field(p, values)))}
        """);

    // Values for NoEcho parameters in a link are ignored, and what is typed is not shown.
    private static Markup Field(TemplateParameter parameter, IReadOnlyDictionary<string, string> values) => Markup.Of($"""
        <div class="field">
        <label for="param_{parameter.Name}">{parameter.Name}</label>
        <p class="hint">{parameter.Description}</p>
        <input id="param_{parameter.Name}" name="param_{parameter.Name}" type="{(parameter.NoEcho ? "password" : "text")}" value="{Value(parameter, values)}" autocomplete="off">
        </div>
        """);

    private static string Value(TemplateParameter parameter, IReadOnlyDictionary<string, string> values) =>
        parameter.NoEcho ? "" : values.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? "";

    private static Markup Capabilities(ConsoleText text, TemplateSummary template) => template.Capabilities.Count == 0 ? Markup.None : Markup.Of($"""
        <section>
        <h2>{text["Capabilities"]}</h2>
        <p class="flash info">{text["The following resource(s) require capabilities: [AWS::IAM::Role]"]}</p>
        <label class="check"><input type="checkbox" name="acknowledged" value="CAPABILITY_NAMED_IAM" required>
        <span>{text["I acknowledge that AWS CloudFormation might create IAM resources with custom names."]}</span></label>
        </section>
        """);
}

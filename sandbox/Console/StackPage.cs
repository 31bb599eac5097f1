using System.Globalization;
using Onboarding.Sandbox.Html;

namespace Onboarding.Sandbox.Console;

/// <summary>A stack's page, with its Events, Resources and Outputs tabs.</summary>
internal static class StackPage
{
    /// <summary>Renders the page.</summary>
    public static Markup Render(ConsoleText text, string account, StackView stack) =>
        ConsoleLayout.Page(text, stack.StackName, account, stack.Region, Markup.Of($"""
            <p class="crumbs"><a href="{ConsoleLinks.Stacks(stack.Region)}">{text["Stacks"]}</a> / {stack.StackName}</p>
            <div class="title"><h1>{stack.StackName}</h1>
            <form method="post" action="/console/cloudformation/delete?region={stack.Region}"><input type="hidden" name="stackId" value="{stack.StackId}"><button>{text["Delete"]}</button></form>
            </div>
            <section id="stack" data-in-progress="{(IsInProgress(stack) ? "true" : "false")}">
            <h2>{text["Stack info"]}</h2>
            <dl>
            <dt>{text["Status"]}</dt><dd id="status" class="status {Tone(stack.Status)}">{stack.Status}</dd>
            <dt>{text["Status reason"]}</dt><dd>{stack.StatusReason ?? "-"}</dd>
            <dt>{text["Stack ID"]}</dt><dd class="break">{stack.StackId}</dd>
            <dt>{text["Created time"]}</dt><dd>{Time(stack.CreatedAt)}</dd>
            </dl>
            </section>
            <section>
            <div class="tabs" role="tablist">
            <button role="tab" id="tab-events" aria-controls="events" aria-selected="false">{text["Events"]}</button>
            <button role="tab" id="tab-resources" aria-controls="resources" aria-selected="false">{text["Resources"]}</button>
            <button role="tab" id="tab-outputs" aria-controls="outputs" aria-selected="true">{text["Outputs"]}</button>
            </div>
            <div role="tabpanel" id="outputs" aria-labelledby="tab-outputs">{Outputs(text, stack)}</div>
            <div role="tabpanel" id="resources" aria-labelledby="tab-resources" hidden>{Resources(text, stack)}</div>
            <div role="tabpanel" id="events" aria-labelledby="tab-events" hidden>{Events(text, stack)}</div>
            </section>
            """));

    /// <summary>The list of an account's stacks in a Region.</summary>
    public static Markup List(ConsoleText text, string account, string region, IReadOnlyList<StackView> stacks) =>
        ConsoleLayout.Page(text, text["Stacks"], account, region, Markup.Of($"""
            <h1>{text["Stacks"]}</h1>
            <section>{(stacks.Count == 0 ? Markup.Of($"<p>{text["There are no stacks in this account and Region."]}</p>") : Table(text, region, stacks))}</section>
            """));

    private static Markup Table(ConsoleText text, string region, IReadOnlyList<StackView> stacks) => Markup.Of($"""
        <table><thead><tr><th>{text["Stack name"]}</th><th>{text["Status"]}</th><th>{text["Created time"]}</th></tr></thead>
        <tbody>{Markup.All(stacks.Select(s => Markup.Of($"""<tr><td><a href="{ConsoleLinks.Stack(region, s.StackId)}">{s.StackName}</a></td><td class="status {Tone(s.Status)}">{s.Status}</td><td>{Time(s.CreatedAt)}</td></tr>""")))}</tbody></table>
        """);

    private static Markup Outputs(ConsoleText text, StackView stack) => stack.Outputs.Count == 0 ? Markup.Of($"<p>{text["No outputs yet."]}</p>") : Markup.Of($"""
        <table><thead><tr><th>{text["Key"]}</th><th>{text["Value"]}</th><th>{text["Description"]}</th></tr></thead>
        <tbody>{Markup.All(stack.Outputs.Select(o => Markup.Of($"""<tr><td>{o.Key}</td><td class="break"><span class="value">{o.Value}</span> <button class="copy" data-copy="{o.Value}" data-copied="{text["Copied"]}">{text["Copy"]}</button></td><td>{o.Description}</td></tr>""")))}</tbody></table>
        """);

    // A resource is as its last event says; those of the stack itself are not listed.
    private static Markup Resources(ConsoleText text, StackView stack) => Markup.Of($"""
        <table><thead><tr><th>{text["Logical ID"]}</th><th>{text["Type"]}</th><th>{text["Status"]}</th><th>{text["Status reason"]}</th></tr></thead>
        <tbody>{Markup.All(stack.Events.Where(e => e.ResourceType is not "AWS::CloudFormation::Stack").GroupBy(e => e.LogicalId, StringComparer.Ordinal).Select(g => g.Last())
            .Select(e => Markup.Of($"""<tr><td>{e.LogicalId}</td><td>{e.ResourceType}</td><td class="status {Tone(e.Status)}">{e.Status}</td><td>{e.Reason ?? "-"}</td></tr>""")))}</tbody></table>
        """);

    private static Markup Events(ConsoleText text, StackView stack) => Markup.Of($"""
        <table><thead><tr><th>{text["Timestamp"]}</th><th>{text["Logical ID"]}</th><th>{text["Type"]}</th><th>{text["Status"]}</th><th>{text["Status reason"]}</th></tr></thead>
        <tbody>{Markup.All(stack.Events.Reverse().Select(e => Markup.Of($"""<tr><td>{Time(e.Time)}</td><td>{e.LogicalId}</td><td>{e.ResourceType}</td><td class="status {Tone(e.Status)}">{e.Status}</td><td>{e.Reason ?? "-"}</td></tr>""")))}</tbody></table>
        """);

    private static bool IsInProgress(StackView stack) => stack.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);

    private static string Tone(string status) => status switch
    {
        _ when status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) => "progress",
        _ when status.Contains("FAILED", StringComparison.Ordinal) || status.Contains("ROLLBACK", StringComparison.Ordinal) => "bad",
        _ => "good",
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

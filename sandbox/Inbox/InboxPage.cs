using System.Text.Json;
using Onboarding.Sandbox.Html;

namespace Onboarding.Sandbox.Inbox;

/// <summary>The events and reminders that went out, as a page and as JSON.</summary>
internal sealed class InboxPage(EventInbox inbox)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers <c>GET /sandbox/inbox</c>.</summary>
    public async Task JsonAsync(HttpContext context) => await SandboxJson.WriteAsync(context, 200, await inbox.EventsAsync(context.RequestAborted));

    /// <summary>Answers <c>GET /sandbox/mails</c>.</summary>
    public async Task MailsAsync(HttpContext context) => await SandboxJson.WriteAsync(context, 200, await inbox.MailsAsync(context.RequestAborted));

    /// <summary>Answers <c>GET /inbox</c>.</summary>
    public async Task HtmlAsync(HttpContext context)
    {
        var events = await inbox.EventsAsync(context.RequestAborted);
        await PageResponse.HtmlAsync(context, 200, Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Inbox | Onboarding sandbox</title><link rel="stylesheet" href="/web/demo/demo.css"></head>
            <body><header><h1>Inbox</h1><p>The events and reminders that went out, the newest first. <a href="/">The onboarding page</a></p></header>
            <main>{(events.Count == 0 ? Markup.Of($"<p>Nothing has gone out yet.</p>") : Markup.All(events.Reverse().Select(Article)))}</main></body></html>
            """));
    }

    // As the tenant's people get it, in their language, and below what machines get.
    private static Markup Article(InboxEvent e) => Markup.Of($"""
        <section lang="{Member(e.Detail, "language")}"><h2>{Member(e.Detail, "message", "subject")}</h2>
        <p><time>{e.Time}</time> · <span lang="en">{e.DetailType}</span></p>
        <p class="message">{Member(e.Detail, "message", "body")}</p>
        <details lang="en"><summary>JSON</summary><pre>{JsonSerializer.Serialize(e.Detail, Indented)}</pre></details></section>
        """);

    private static string Member(JsonElement detail, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            detail = detail.GetProperty(name);
        return detail.GetString()!;
    }
}

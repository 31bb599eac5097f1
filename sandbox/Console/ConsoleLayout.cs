using Onboarding.Sandbox.Html;

namespace Onboarding.Sandbox.Console;

/// <summary>What every page of the console has around its contents.</summary>
internal static class ConsoleLayout
{
    /// <summary>A page.</summary>
    /// <param name="text">The reader's words.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="account">The account that is signed in, or null.</param>
    /// <param name="region">The Region, or null.</param>
    /// <param name="content">The page's own contents.</param>
    public static Markup Page(ConsoleText text, string title, string? account, string? region, Markup content) => Markup.Of($"""
        <!doctype html>
        <html lang="{text.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} | {text["Sandbox: simulated AWS console"]}</title>
        <link rel="stylesheet" href="/console/assets/console.css">
        <script src="/console/assets/console.js" type="module"></script>
        </head>
        <body>
        <p class="sandbox-banner"><strong>{text["Sandbox: simulated AWS console"]}</strong> <span>{text["Nothing on these pages exists in AWS."]}</span></p>
        <header class="top"><span class="service">CloudFormation</span>{Who(text, account, region)}</header>
        <main>{content}</main>
        </body>
        </html>
        """);

    /// <summary>A red box with a refusal.</summary>
    public static Markup Error(string title, string message) =>
        Markup.Of($"""<div class="flash error" role="alert"><strong>{title}</strong><p>{message}</p></div>""");

    private static Markup Who(ConsoleText text, string? account, string? region) => account is null ? Markup.None : Markup.Of($"""
        <nav>
        <span class="region">{region ?? ""}</span>
        <span class="account">{text["Account"]}: <b>{account}</b></span>
        <form method="post" action="/console/signout"><button class="link">{text["Sign out"]}</button></form>
        </nav>
        """);
}

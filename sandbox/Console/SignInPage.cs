using Onboarding.Sandbox.Html;

namespace Onboarding.Sandbox.Console;

/// <summary>The sign-in page, and the page that sends a console link to where it leads.</summary>
internal static class SignInPage
{
    /// <summary>Renders the sign-in page.</summary>
    /// <param name="text">The reader's words.</param>
    /// <param name="then">Where to go afterwards.</param>
    /// <param name="isWrong">Whether something was typed that is no account.</param>
    public static Markup Render(ConsoleText text, string then, bool isWrong) =>
        ConsoleLayout.Page(text, text["Sign in"], null, null, Markup.Of($"""
            <section class="signin">
            <h1>{text["Sign in"]}</h1>
            {(isWrong ? ConsoleLayout.Error(text["Sign in"], text["An account ID has 12 digits."]) : Markup.None)}
            <form method="post" action="/console/signin">
            <input type="hidden" name="then" value="{then}">
            <label for="accountId">{text["Account ID (12 digits)"]}</label>
            <input id="accountId" name="accountId" inputmode="numeric" autocomplete="off" required pattern="[0-9]{"{12}"}">
            <p class="hint">{text["Any 12 digits are an account here; the account is made when it is first used."]}</p>
            <div class="actions"><button class="primary">{text["Sign in"]}</button></div>
            </form>
            </section>
            """));

    /// <summary>Renders the page at the real console's path: its script reads the fragment, which no server sees, and continues.</summary>
    public static Markup Home(ConsoleText text) =>
        ConsoleLayout.Page(text, text["Loading"], null, null, Markup.Of($"""<p id="home">{text["Loading"]}…</p>"""));
}

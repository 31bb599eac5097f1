using Onboarding.Sandbox.Control;
using Onboarding.Sandbox.Html;

namespace Onboarding.Sandbox.Console;

/// <summary>The simulated AWS console below <c>/console/</c>.</summary>
internal sealed class ConsolePages(SimulatedAws aws, Partition partition)
{
    private const string DefaultThen = "/console/cloudformation/stacks";
    private static readonly TimeSpan CreationTakes = TimeSpan.FromSeconds(2);

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (HttpMethods.IsPost(context.Request.Method) && !ConsoleSession.IsFromThisSite(context))
        {
            return SandboxJson.MessageAsync(context, 403, "This form was sent by another site.");
        }

        return (context.Request.Method, path) switch
        {
            ("GET", "/console" or "/console/" or "/console/cloudformation/home") => PageResponse.HtmlAsync(context, 200, SignInPage.Home(ConsoleText.For(context))),
            ("GET", "/console/assets/console.css" or "/console/assets/console.js") => PageResponse.ResourceAsync(context, "console/" + Path.GetFileName(path)),
            ("GET", "/console/signin") => PageResponse.HtmlAsync(context, 200, SignInPage.Render(ConsoleText.For(context), Then(context.Request.Query["then"]), isWrong: false)),
            ("POST", "/console/signin") => SignInAsync(context),
            ("POST", "/console/signout") => SignOutAsync(context),
            (_, var p) when p.StartsWith("/console/cloudformation/", StringComparison.Ordinal) => SignedInAsync(context, p["/console/cloudformation/".Length..]),
            _ => SandboxJson.MessageAsync(context, 404, "The simulated console has no such page."),
        };
    }

    private Task SignedInAsync(HttpContext context, string page)
    {
        if (ConsoleSession.Account(context) is not { } account)
        {
            Redirect(context, ConsoleLinks.SignIn(HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString.Value : DefaultThen));
            return Task.CompletedTask;
        }

        return (context.Request.Method, page) switch
        {
            ("GET", "stacks") => PageResponse.HtmlAsync(context, 200, StackPage.List(ConsoleText.For(context), account, Region(context), Stacks(account, Region(context)))),
            ("GET", "stack") => StackAsync(context, account, context.Request.Query["stackId"].ToString()),
            ("GET", "review") => ReviewAsync(context, account),
            ("POST", "create") => CreateAsync(context, account),
            ("POST", "delete") => DeleteAsync(context, account),
            _ => SandboxJson.MessageAsync(context, 404, "The simulated console has no such page."),
        };
    }

    private static async Task SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var then = Then(form["then"]);
        var accountId = form["accountId"].ToString().Trim().Replace("-", "", StringComparison.Ordinal);
        if (!Arn.IsAccountId(accountId))
        {
            await PageResponse.HtmlAsync(context, 400, SignInPage.Render(ConsoleText.For(context), then, isWrong: true));
            return;
        }

        ConsoleSession.SignIn(context, accountId);
        Redirect(context, then);
    }

    private static Task SignOutAsync(HttpContext context)
    {
        ConsoleSession.SignOut(context);
        Redirect(context, ConsoleLinks.SignIn(DefaultThen));
        return Task.CompletedTask;
    }

    private async Task ReviewAsync(HttpContext context, string account)
    {
        var text = ConsoleText.For(context);
        var address = $"https://console/cloudformation/home?region={Uri.EscapeDataString(Region(context))}#/stacks/create/review{context.Request.QueryString.Value}";
        if (QuickCreateLink.Parse(address, out var problem) is not { } link)
        {
            await RefuseAsync(context, text, account, problem!);
            return;
        }

        try
        {
            var template = await aws.SummarizeAsync(link.TemplateUrl, context.RequestAborted);
            await PageResponse.HtmlAsync(context, 200, QuickCreatePage.Render(text, account, link, template, typed: null, refusal: null));
        }
        catch (AwsErrorException e)
        {
            await RefuseAsync(context, text, account, e.Message);
        }
    }

    private async Task CreateAsync(HttpContext context, string account)
    {
        var text = ConsoleText.For(context);
        var request = await ConsoleForm.ReadAsync(context, account, Region(context));
        try
        {
            var stack = await aws.CreateStackAsync(request, CreationTakes, context.RequestAborted);
            Redirect(context, ConsoleLinks.Stack(stack.Region, stack.StackId));
        }
        catch (AwsErrorException e)
        {
            await AgainAsync(context, text, request, e.Message);
        }
    }

    private async Task AgainAsync(HttpContext context, ConsoleText text, CreateStack request, string refusal)
    {
        var link = new QuickCreateLink { Region = request.Region, TemplateUrl = request.TemplateUrl, StackName = request.StackName, Parameters = request.Parameters };
        try
        {
            var template = await aws.SummarizeAsync(request.TemplateUrl, context.RequestAborted);
            await PageResponse.HtmlAsync(context, 400, QuickCreatePage.Render(text, request.AccountId, link, template, request, refusal));
        }
        catch (AwsErrorException e)
        {
            await RefuseAsync(context, text, request.AccountId, e.Message);
        }
    }

    private Task StackAsync(HttpContext context, string account, string stackId)
    {
        var text = ConsoleText.For(context);
        return Own(account, stackId) is { } stack
            ? PageResponse.HtmlAsync(context, 200, StackPage.Render(text, account, stack))
            : PageResponse.HtmlAsync(context, 404, ConsoleLayout.Page(
                text, text["Stacks"], account, Region(context), ConsoleLayout.Error(text["Stacks"], text["This stack does not exist in this account and Region."])));
    }

    private async Task DeleteAsync(HttpContext context, string account)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Own(account, form["stackId"].ToString()) is { } stack)
        {
            aws.DeleteStack(stack.StackId);
            if (Own(account, stack.StackId) is { Status: "DELETE_FAILED" } failed)
            {
                // The stack's page says why.
                Redirect(context, ConsoleLinks.Stack(failed.Region, failed.StackId));
                return;
            }
        }

        Redirect(context, ConsoleLinks.Stacks(Region(context)));
    }

    private Task RefuseAsync(HttpContext context, ConsoleText text, string account, string message) => PageResponse.HtmlAsync(context, 400, ConsoleLayout.Page(
        text, text["Quick create stack"], account, Region(context), ConsoleLayout.Error(text["Unable to read the template"], message)));

    private StackView? Own(string account, string stackId) =>
        aws.FindStack(stackId) is { } stack && string.Equals(stack.AccountId, account, StringComparison.Ordinal) ? stack : null;

    private StackView[] Stacks(string account, string region) =>
        [.. aws.Stacks().Where(s => string.Equals(s.AccountId, account, StringComparison.Ordinal) && string.Equals(s.Region, region, StringComparison.Ordinal))];

    private string Region(HttpContext context) => context.Request.Query["region"].ToString() is { Length: > 0 } region ? region : partition.HomeRegion;

    // Only to a page of this console, never to another site.
    private static string Then(string? address) =>
        address?.StartsWith("/console/", StringComparison.Ordinal) == true && !address.Contains('\\', StringComparison.Ordinal) ? address : DefaultThen;

    private static void Redirect(HttpContext context, string address)
    {
        context.Response.StatusCode = 303;
        context.Response.Headers.Location = address;
    }
}

namespace Onboarding.Browser.Tests;

/// <summary>A person in the simulated AWS console.</summary>
internal sealed class AwsConsole(Visit visit, IPage tab)
{
    /// <summary>The tab that a click opens, once it shows something: a tab that is closed on its way there might never report that.</summary>
    public static async Task<AwsConsole> OpenedByAsync(Visit visit, Func<Task> click)
    {
        var tab = await visit.Context.RunAndWaitForPageAsync(click);
        await tab.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        return new AwsConsole(visit, tab);
    }

    /// <summary>Signs in to an account.</summary>
    public async Task SignInAsync(string accountId)
    {
        await tab.Locator("#accountId").FillAsync(accountId);
        await tab.Locator("button.primary").ClickAsync();
    }

    /// <summary>Changes a parameter of the stack.</summary>
    public Task SetParameterAsync(string name, string value) => tab.Locator($"#param_{name}").FillAsync(value);

    /// <summary>Ticks the acknowledgement, creates the stack and waits until it is complete.</summary>
    public async Task CreateStackAsync()
    {
        await tab.Locator("input[name=acknowledged]").CheckAsync();
        await tab.Locator("button[type=submit].primary").ClickAsync();
        await Expect(tab.Locator("#status")).ToHaveTextAsync("CREATE_COMPLETE");
    }

    /// <summary>Presses the copy button next to an output of the stack.</summary>
    public async Task<string> CopyOutputAsync(string key)
    {
        var row = tab.Locator("#outputs tr").Filter(new() { HasText = key });
        await row.Locator("button.copy").ClickAsync();
        return await row.Locator("button.copy").GetAttributeAsync("data-copy") ?? "";
    }

    /// <summary>Deletes the stack whose page is open.</summary>
    public async Task DeleteStackAsync()
    {
        await tab.Locator(".title form button").ClickAsync();
        await tab.WaitForURLAsync("**/stacks?*");
    }

    /// <summary>Closes the console's tab and goes back to the page.</summary>
    public async Task CloseAsync()
    {
        await tab.CloseAsync();
        await visit.Page.BringToFrontAsync();
    }
}

namespace Onboarding.Browser.Tests;

/// <summary>A person in the simulated AWS console.</summary>
internal sealed class AwsConsole(IPage tab)
{
    /// <summary>The tab that a click opens.</summary>
    public static async Task<AwsConsole> OpenedByAsync(Visit visit, Func<Task> click) =>
        new(await visit.Context.RunAndWaitForPageAsync(click));

    /// <summary>Signs in to an account.</summary>
    public async Task SignInAsync(string accountId)
    {
        await tab.Locator("#accountId").FillAsync(accountId);
        await tab.Locator("button.primary").ClickAsync();
    }

    /// <summary>Ticks the acknowledgement, creates the stack and waits until it is complete.</summary>
    public async Task CreateStackAsync()
    {
        await tab.Locator("input[name=acknowledged]").CheckAsync();
        await tab.Locator("button[type=submit].primary").ClickAsync();
        await Expect(tab.Locator("#status")).ToHaveTextAsync("CREATE_COMPLETE");
    }

    /// <summary>Presses the copy button beside an output of the stack.</summary>
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

    public Task CloseAsync() => tab.CloseAsync();
}

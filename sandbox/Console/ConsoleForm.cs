
namespace Onboarding.Sandbox.Console;

/// <summary>Reads the quick-create page's form.</summary>
internal static class ConsoleForm
{
    private const string ParameterPrefix = "param_";

    /// <summary>What the form asks CloudFormation for.</summary>
    public static async Task<CreateStack> ReadAsync(HttpContext context, string account, string region)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new CreateStack
        {
            AccountId = account,
            Region = region,
            StackName = form["stackName"].ToString().Trim(),
            TemplateUrl = form["templateURL"].ToString(),
            Parameters = form
                .Where(f => f.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal))
                .ToDictionary(f => f.Key[ParameterPrefix.Length..], f => f.Value.ToString(), StringComparer.Ordinal),
            Capabilities = form["acknowledged"].OfType<string>().ToHashSet(StringComparer.Ordinal),
        };
    }
}


namespace Onboarding.Sandbox.Control;

/// <summary>Creates the stack behind a quick-create link, as a customer's person does in the console.</summary>
internal sealed class StackCreation(SimulatedAws aws)
{
    private static readonly HashSet<string> Acknowledged = new(StringComparer.Ordinal) { "CAPABILITY_NAMED_IAM" };

    /// <summary>What the page's button asks CloudFormation for: what the link fills in, then what the person changed.</summary>
    /// <param name="link">The link.</param>
    /// <param name="accountId">The account that the person is signed in to.</param>
    /// <param name="stackName">The name that the person typed instead of the link's, or null.</param>
    /// <param name="edits">The parameters that the person changed.</param>
    /// <param name="cancellation">Stops waiting for the template.</param>
    /// <exception cref="AwsErrorException">The template cannot be read.</exception>
    /// <exception cref="BadRequestException">The page would have no such field, or no name.</exception>
    public async Task<CreateStack> PrepareAsync(
        QuickCreateLink link, string accountId, string? stackName, IReadOnlyDictionary<string, string> edits, CancellationToken cancellation)
    {
        var template = await aws.SummarizeAsync(link.TemplateUrl, cancellation);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);

        // The console ignores what the template does not have, and what it would not show.
        foreach (var name in template.Parameters.Where(p => !p.NoEcho).Select(p => p.Name).Where(link.Parameters.ContainsKey))
        {
            parameters[name] = link.Parameters[name];
        }

        foreach (var (name, value) in edits)
        {
            if (!template.Parameters.Any(p => string.Equals(p.Name, name, StringComparison.Ordinal)))
            {
                throw new BadRequestException($"The template has no parameter {name}.");
            }

            parameters[name] = value;
        }

        return new CreateStack
        {
            AccountId = accountId,
            Region = link.Region,
            StackName = stackName ?? link.StackName ?? throw new BadRequestException("Neither the link nor the request names the stack."),
            TemplateUrl = link.TemplateUrl,
            Parameters = parameters,
            Capabilities = Acknowledged,
        };
    }
}

using Onboarding.Simulator;
using Onboarding.Templates;

namespace Onboarding.Tests.Sandbox;

/// <summary>A simulated AWS without HTTP, whose templates a test writes.</summary>
internal sealed class Customers
{
    public const string ExternalId = "abcdefghijkmnpqrstuvwxyz23456789";
    public static readonly Vendor Vendor = new("Acme", LocalAws.Vendor, "acme-connector");

    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);

    public Customers() => Aws = new SimulatedAws(
        Machine, Faults, new CallLog(), (url, _) => ValueTask.FromResult(_templates.GetValueOrDefault(url)));

    public MovableClock Machine { get; } = new();
    public Faults Faults { get; } = new();
    public SimulatedAws Aws { get; }

    /// <summary>The template that customers really run.</summary>
    public static string RealTemplate() => ConnectTemplate.Render(Profile.All[0], Vendor);

    public static Dictionary<string, string> RealParameters(string? accountId = null) => new(StringComparer.Ordinal)
    {
        ["ExternalId"] = ExternalId,
        ["RoleName"] = "acme-connect-abc",
        ["ExpectedAccountId"] = accountId ?? "",
    };

    public void Publish(string template) => _templates[LocalAws.TemplateUrl] = template;

    public async Task<StackView> CreateAsync(
        string template,
        Dictionary<string, string>? parameters = null,
        string name = "acme-connect-abc",
        string capability = "CAPABILITY_NAMED_IAM",
        TimeSpan? duration = null,
        string region = LocalAws.Region)
    {
        Publish(template);
        var request = new CreateStack
        {
            AccountId = LocalAws.Customer,
            Region = region,
            StackName = name,
            TemplateUrl = LocalAws.TemplateUrl,
            Parameters = parameters ?? [],
            Capabilities = new HashSet<string>(StringComparer.Ordinal) { capability },
        };
        return await Aws.CreateStackAsync(request, duration ?? TimeSpan.Zero, CancellationToken.None);
    }

    /// <summary>The message of a template or stack that is refused before anything exists.</summary>
    public async Task<string> RefusalAsync(string template, Dictionary<string, string>? parameters = null)
    {
        var refused = await Should.ThrowAsync<AwsErrorException>(() => CreateAsync(template, parameters));
        (refused.Status, refused.Code).ShouldBe((400, "ValidationError"));
        Aws.Stacks().ShouldBeEmpty();
        return refused.Message;
    }
}

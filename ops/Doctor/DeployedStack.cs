using System.Xml.Linq;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Doctor;

/// <summary>The vendor's own stack, as CloudFormation shows it.</summary>
internal sealed record DeployedStack
{
    private const string Service = "cloudformation";
    private const string Version = "2010-05-15";
    private const int MostPages = 20;

    public required string Status { get; init; }

    public required bool IsProtected { get; init; }

    /// <summary>The AWS account it is in.</summary>
    public required string Account { get; init; }

    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>Physical ids, by type.</summary>
    public required ILookup<string, string> Resources { get; init; }

    /// <summary>Whether everything that the last deployment wanted is there.</summary>
    public Verdict Complete => Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE"
        ? new(true, Diagnoses.StackComplete, Status)
        : new(false, Diagnoses.StackIncomplete, Status);

    /// <summary>Whether CloudFormation refuses to delete it.</summary>
    public Verdict Protection => IsProtected ? new(true, Diagnoses.Protected) : new(false, Diagnoses.Unprotected);

    public static async Task<DeployedStack> ReadAsync(AwsCalls aws, string name, CancellationToken cancellation)
    {
        var stack = Members(await aws.QueryAsync(Service, Version, "DescribeStacks", cancellation, ("StackName", name)), "Stacks").First();
        return new DeployedStack
        {
            Status = Text(stack, "StackStatus"),
            IsProtected = Text(stack, "EnableTerminationProtection") == "true",
            Account = Text(stack, "StackId").Split(':') is { Length: > 4 } parts ? parts[4] : "",
            Outputs = Members(stack, "Outputs").ToDictionary(o => Text(o, "OutputKey"), o => Text(o, "OutputValue"), StringComparer.Ordinal),
            Resources = (await ResourcesAsync(aws, name, cancellation)).ToLookup(r => Text(r, "ResourceType"), r => Text(r, "PhysicalResourceId"), StringComparer.Ordinal),
        };
    }

    private static async Task<List<XElement>> ResourcesAsync(AwsCalls aws, string name, CancellationToken cancellation)
    {
        var all = new List<XElement>();
        var next = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await aws.QueryAsync(
                Service, Version, "ListStackResources", cancellation, next.Length == 0 ? [("StackName", name)] : [("StackName", name), ("NextToken", next)]);
            all.AddRange(Members(answer, "StackResourceSummaries"));
            next = answer.Descendants().FirstOrDefault(e => e.Name.LocalName == "NextToken")?.Value ?? "";
            if (next.Length == 0)
                break;
        }

        return all;
    }

    private static IEnumerable<XElement> Members(XElement of, string list) =>
        of.Descendants().Where(e => e.Name.LocalName == list).Take(1).Elements().Where(e => e.Name.LocalName == "member");

    private static string Text(XElement of, string name) => of.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";
}

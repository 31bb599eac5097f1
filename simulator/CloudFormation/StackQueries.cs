using System.Globalization;
using System.Xml.Linq;
using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>CloudFormation's operations over the Query protocol.</summary>
/// <remarks>Source: CloudFormation API Reference (2010-05-15), DescribeStacks and DescribeStackEvents. Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class StackQueries(StackStore stacks, Authorizer authorizer, TimeProvider machine)
{
    public XElement[] DescribeStacks(Caller caller, QueryRequest request)
    {
        if (request.Has("NextToken")) throw AwsErrorException.Validation("Invalid NextToken");
        if (request["StackName"] is not { Length: > 0 } name) return [new("Stacks", OwnStacks(caller).Select(Show))];
        Authorize(caller, ResourceOf(caller, name));
        var stack = stacks.Find(caller, name);
        return stack is null
            ? throw AwsErrorException.Validation($"Stack with id {name} does not exist")
            : [new("Stacks", Show(stack))];
    }

    /// <summary>The newest first.</summary>
    public XElement[] DescribeStackEvents(Caller caller, QueryRequest request)
    {
        if (request.Has("NextToken")) throw AwsErrorException.Validation("Invalid NextToken");
        if (request["StackName"] is not { Length: > 0 } name) throw AwsErrorException.Validation("Stack name must be specified");
        Authorize(caller, ResourceOf(caller, name), "cloudformation:DescribeStackEvents");
        var stack = stacks.Find(caller, name)
            ?? throw AwsErrorException.Validation($"Stack [{name}] does not exist");
        return [new("StackEvents", stack.View(machine.GetUtcNow()).Events.Select((e, i) => Show(stack, e, i)).Reverse())];
    }

    private static bool IsStackId(string name) => name.StartsWith("arn:", StringComparison.Ordinal);

    // By name the call is authorized against every stack that ever had the name; by id against the stack.
    internal static string ResourceOf(Caller caller, string name) => IsStackId(name)
        ? name
        : $"arn:{Partitions.OfRegion(caller.Region)}:cloudformation:{caller.Region}:{caller.AccountId}:stack/{name}/*";

    private IEnumerable<Stack> OwnStacks(Caller caller)
    {
        Authorize(caller, $"arn:{Partitions.OfRegion(caller.Region)}:cloudformation:{caller.Region}:{caller.AccountId}:stack/*/*");
        return stacks.All.Where(stack => !stack.IsDeleted && stack.IsIn(caller.AccountId, caller.Region));
    }

    private void Authorize(Caller caller, string resource, string action = "cloudformation:DescribeStacks") => authorizer.Require(caller, action, resource);

    private XElement Show(Stack stack)
    {
        var now = machine.GetUtcNow();
        var element = new XElement(
            "member",
            new XElement("StackId", stack.Id),
            new XElement("StackName", stack.Request.StackName),
            new XElement("CreationTime", Time(stack.CreatedAt)),
            new XElement("StackStatus", stack.Status(now)),
            new XElement("DisableRollback", "false"),
            new XElement("EnableTerminationProtection", "false"),
            new XElement("DriftInformation", new XElement("StackDriftStatus", "NOT_CHECKED")),
            new XElement("RollbackConfiguration"),
            new XElement("NotificationARNs"),
            new XElement("Capabilities", stack.Request.Capabilities.Order(StringComparer.Ordinal).Select(c => new XElement("member", c))),
            new XElement("Parameters", stack.ShownParameters.Select(p => new XElement(
                "member", new XElement("ParameterKey", p.Key), new XElement("ParameterValue", p.Value)))),
            new XElement("Tags", stack.Request.Tags.Select(t => new XElement("member", new XElement("Key", t.Key), new XElement("Value", t.Value)))));
        if (stack.Template.Description is { } description) element.Add(new XElement("Description", description));
        if (stack.StatusReason(now) is { } reason) element.Add(new XElement("StackStatusReason", reason));
        if (stack.DeletedAt is { } deleted) element.Add(new XElement("DeletionTime", Time(deleted)));
        if (stack.ShownOutputs(now) is { Count: > 0 } outputs) element.Add(new XElement("Outputs", outputs.Select(o => Show(stack, o))));
        return element;
    }

    private static XElement Show(Stack stack, StackOutput output)
    {
        var element = new XElement("member", new XElement("OutputKey", output.Key), new XElement("OutputValue", output.Value));
        if (output.Description is { } description) element.Add(new XElement("Description", description));
        if (stack.Outcome.Exports.TryGetValue(output.Key, out var name)) element.Add(new XElement("ExportName", name));
        return element;
    }

    private static XElement Show(Stack stack, StackEvent shown, int number)
    {
        var element = new XElement(
            "member",
            new XElement("StackId", stack.Id),
            new XElement("EventId", $"{shown.LogicalId}-{shown.Status}-{number.ToString(CultureInfo.InvariantCulture)}"),
            new XElement("StackName", stack.Request.StackName),
            new XElement("LogicalResourceId", shown.LogicalId),
            new XElement("ResourceType", shown.ResourceType),
            new XElement("Timestamp", Time(shown.Time)),
            new XElement("ResourceStatus", shown.Status));
        if (shown.Reason is { } reason) element.Add(new XElement("ResourceStatusReason", reason));
        return element;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

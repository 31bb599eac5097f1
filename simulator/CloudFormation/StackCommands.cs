using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.CloudFormation;

/// <summary>CloudFormation's operations that create, update and delete stacks, over the Query protocol.</summary>
/// <remarks>Source: CloudFormation API Reference (2010-05-15), CreateStack, UpdateStack and DeleteStack. A stack is complete when CreateStack has answered. Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class StackCommands(StackStore stacks, Authorizer authorizer)
{
    private static readonly string[] s_createMembers =
        ["Action", "Version", "StackName", "TemplateURL", "TemplateBody", "Parameters.", "Capabilities.", "Tags.", "ClientRequestToken", "OnFailure", "TimeoutInMinutes", "DisableRollback"];

    private static readonly string[] s_updateMembers =
        ["Action", "Version", "StackName", "TemplateURL", "TemplateBody", "UsePreviousTemplate", "Parameters.", "Capabilities.", "Tags.", "ClientRequestToken"];

    private static readonly string[] s_deleteMembers = ["Action", "Version", "StackName", "ClientRequestToken"];

    /// <summary>Creates a stack from a template that was fetched before.</summary>
    public XElement[] CreateStack(Caller caller, QueryRequest request, Template template)
    {
        request.RefuseOthers(s_createMembers);
        if (request["OnFailure"] is not (null or "ROLLBACK")) throw AwsErrorException.Unknown($"CreateStack's OnFailure {request["OnFailure"]}");
        if (request["DisableRollback"] is not (null or "false")) throw AwsErrorException.Unknown("CreateStack's DisableRollback");
        var name = request["StackName"] ?? "";
        authorizer.Require(caller, "cloudformation:CreateStack", StackQueries.ResourceOf(caller, name));
        // CloudFormation creates the resources with the caller's own permissions; AWS would roll the stack back where one is missing.
        var partition = Partitions.OfRegion(caller.Region);
        authorizer.Require(caller, "iam:CreateRole", $"arn:{partition}:iam::{caller.AccountId}:role/{name}");
        authorizer.Require(caller, "iam:PutRolePolicy", $"arn:{partition}:iam::{caller.AccountId}:role/{name}");
        var stack = stacks.Create(
            new CreateStack
            {
                AccountId = caller.AccountId,
                Region = caller.Region,
                StackName = name,
                TemplateUrl = Source(request),
                Parameters = Unique(request.Pairs("Parameters", "ParameterKey", "ParameterValue")),
                Capabilities = request.List("Capabilities").ToHashSet(StringComparer.Ordinal),
                Tags = request.Pairs("Tags", "Key", "Value"),
            },
            template,
            TimeSpan.Zero);
        return [new("StackId", stack.Id)];
    }

    /// <summary>Updates a stack to a template that was fetched before, or to its own with other parameters.</summary>
    public XElement[] UpdateStack(Caller caller, QueryRequest request, Template? template)
    {
        request.RefuseOthers(s_updateMembers);
        var name = request["StackName"] ?? "";
        authorizer.Require(caller, "cloudformation:UpdateStack", StackQueries.ResourceOf(caller, name));
        if (stacks.Find(caller, name) is not { IsDeleted: false } stack) throw AwsErrorException.Validation($"Stack [{name}] does not exist");
        if (template is null && request["UsePreviousTemplate"] is not "true") throw AwsErrorException.Validation("Either Template URL or Template Body must be specified.");
        stacks.Update(
            stack,
            stack.Request with
            {
                TemplateUrl = template is null ? stack.Request.TemplateUrl : Source(request),
                Parameters = Unique(request.Pairs("Parameters", "ParameterKey", "ParameterValue", "UsePreviousValue", stack.Parameters)),
                Capabilities = request.List("Capabilities").ToHashSet(StringComparer.Ordinal),
                Tags = request.Has("Tags.") ? request.Pairs("Tags", "Key", "Value") : stack.Request.Tags,
            },
            template ?? stack.Template);
        return [new("StackId", stack.Id)];
    }

    /// <summary>Deletes a stack; one that is not there is deleted already.</summary>
    public XElement[] DeleteStack(Caller caller, QueryRequest request)
    {
        request.RefuseOthers(s_deleteMembers);
        var name = request["StackName"] ?? "";
        authorizer.Require(caller, "cloudformation:DeleteStack", StackQueries.ResourceOf(caller, name));
        if (stacks.Find(caller, name) is { } stack) stacks.Delete(stack);
        return [];
    }

    // Two bodies are the same template only when they are the same text.
    private static string Source(QueryRequest request) =>
        request["TemplateURL"] ?? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request["TemplateBody"] ?? "")));

    private static Dictionary<string, string> Unique(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var unique = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in parameters)
        {
            if (!unique.TryAdd(key, value)) throw AwsErrorException.Validation($"Parameter '{key}' is specified multiple times.");
        }

        return unique;
    }
}

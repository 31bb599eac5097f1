using System.Xml.Linq;
using Onboarding.Simulator.CloudFormation;
using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Sns;
using Onboarding.Simulator.Sts;

namespace Onboarding.Simulator.Query;

/// <summary>Which operation answers which action.</summary>
internal sealed class Operations(SecurityTokenService sts, IamQueries iam, IamCommands administration, StackQueries stacks, StackCommands stackCommands, NotificationService sns)
{
    /// <summary>Answers a request.</summary>
    /// <exception cref="AwsErrorException">The operation refuses the request, or doesn't exist.</exception>
    /// <param name="service">The service.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">The request.</param>
    /// <param name="template">The template that it names; null when it names none.</param>
    public XElement[] Run(QueryService service, Caller caller, QueryRequest request, Template? template) => (service.Name, request.Version, request.Action) switch
    {
        (_, _, "") => throw new AwsErrorException(400, "MissingAction", "Missing Action"),
        ("sts", "2011-06-15", "AssumeRole") => sts.AssumeRole(caller, request),
        ("sts", "2011-06-15", "GetCallerIdentity") => SecurityTokenService.GetCallerIdentity(caller),
        ("cloudformation", "2010-05-15", "CreateStack") => stackCommands.CreateStack(caller, request, template ?? throw AwsErrorException.Validation("Either Template URL or Template Body must be specified.")),
        ("cloudformation", "2010-05-15", "DeleteStack") => stackCommands.DeleteStack(caller, request),
        ("cloudformation", "2010-05-15", "DescribeStackEvents") => stacks.DescribeStackEvents(caller, request),
        ("cloudformation", "2010-05-15", "DescribeStacks") => stacks.DescribeStacks(caller, request),
        ("cloudformation", "2010-05-15", "UpdateStack") => stackCommands.UpdateStack(caller, request, template),
        ("iam", "2010-05-08", "AttachRolePolicy") => administration.AttachRolePolicy(caller, request),
        ("iam", "2010-05-08", "CreatePolicy") => administration.CreatePolicy(caller, request),
        ("iam", "2010-05-08", "CreateRole") => administration.CreateRole(caller, request),
        ("iam", "2010-05-08", "DeletePolicy") => administration.DeletePolicy(caller, request),
        ("iam", "2010-05-08", "DeleteRole") => administration.DeleteRole(caller, request),
        ("iam", "2010-05-08", "DeleteRolePolicy") => administration.DeleteRolePolicy(caller, request),
        ("iam", "2010-05-08", "DetachRolePolicy") => administration.DetachRolePolicy(caller, request),
        ("iam", "2010-05-08", "PutRolePolicy") => administration.PutRolePolicy(caller, request),
        ("iam", "2010-05-08", "GetAccountSummary") => iam.GetAccountSummary(caller),
        ("iam", "2010-05-08", "GetPolicy") => iam.GetPolicy(caller, request),
        ("iam", "2010-05-08", "GetPolicyVersion") => iam.GetPolicyVersion(caller, request),
        ("iam", "2010-05-08", "GetRole") => iam.GetRole(caller, request),
        ("iam", "2010-05-08", "GetRolePolicy") => iam.GetRolePolicy(caller, request),
        ("iam", "2010-05-08", "ListAttachedRolePolicies") => iam.ListAttachedRolePolicies(caller, request),
        ("iam", "2010-05-08", "ListRolePolicies") => iam.ListRolePolicies(caller, request),
        ("iam", "2010-05-08", "ListUsers") => iam.ListUsers(caller, request),
        ("iam", "2010-05-08", "ListUserTags") => iam.ListUserTags(caller, request),
        ("sns", "2010-03-31", "Publish") => sns.Publish(caller, request),
        _ => throw new AwsErrorException(
            400, "InvalidAction", $"Could not find operation {request.Action} for version {request.Version}"),
    };
}

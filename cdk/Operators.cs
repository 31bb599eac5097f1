using System.Security.Cryptography;
using System.Text;
using Amazon.CDK;
using Amazon.CDK.AWS.SSO;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>The vendor's operators as an IAM Identity Center permission set: the operator routes and nothing else, an hour at a time.</summary>
internal sealed class Operators : Construct
{
    public Operators(Construct scope, string id, DeploySettings settings, Api api)
        : base(scope, id)
    {
        if (settings.IdentityCenterInstanceArn is not { } instance)
            return;
        var permissions = new CfnPermissionSet(this, "PermissionSet", new CfnPermissionSetProps
        {
            InstanceArn = instance,
            Name = NameOf(settings),
            Description = $"Looks after the registrations of {settings.Brand}",
            SessionDuration = "PT1H",
            InlinePolicy = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new object[]
                {
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["Sid"] = "OperatorRoutes",
                        ["Effect"] = "Allow",
                        ["Action"] = "execute-api:Invoke",
                        ["Resource"] = api.Resource.ArnForExecuteApi("*", "/ops/*", "$default"),
                    },
                },
            },
        });
        if (settings.OperatorsGroupId is not { } group)
            return;
        _ = new CfnAssignment(this, "Assignment", new CfnAssignmentProps
        {
            InstanceArn = instance,
            PermissionSetArn = permissions.AttrPermissionSetArn,
            PrincipalType = "GROUP",
            PrincipalId = group,
            TargetType = "AWS_ACCOUNT",
            TargetId = Stack.Of(this).Account,
        });
    }

    // Unique in the whole Identity Center instance, and of at most 32 characters: what is longer ends in a hash of itself.
    // https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
    private static string NameOf(DeploySettings settings)
    {
        var name = settings.Stage is { } stage ? $"{settings.Brand}-{stage}-Operators" : settings.Brand + "Operators";
        return name.Length <= 32 ? name : $"{name[..23]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
    }
}

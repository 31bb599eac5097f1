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
        _ = new CfnPermissionSet(this, "PermissionSet", new CfnPermissionSetProps
        {
            InstanceArn = instance,
            Name = $"{settings.Brand}Operators"[..Math.Min(settings.Brand.Length + 9, 32)],
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
    }
}

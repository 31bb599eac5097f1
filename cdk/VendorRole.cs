using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>The one role that customers' roles trust. Its name never changes and it outlives the stack: every connection hangs on it.</summary>
internal sealed class VendorRole : Construct
{
    public VendorRole(Construct scope, string id, DeploySettings settings, IReadOnlyList<IRole> verifiers)
        : base(scope, id)
    {
        // One statement for all principals: a statement of each one's own would fill the 2,048 characters of a trust policy with some ten.
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        Node.SetContext("@aws-cdk/aws-iam:minimizePolicies", true);
        IPrincipal[] trusted = [.. verifiers.Select(r => new ArnPrincipal(r.RoleArn)), .. settings.VendorPrincipals.Select(p => new ArnPrincipal(p))];
        Role = new Role(this, "Role", new RoleProps
        {
            RoleName = Name(settings),
            Description = $"{settings.Brand}: the role that customers' roles trust. Deleting it disconnects every customer.",
            AssumedBy = new CompositePrincipal(trusted),
            // Role chaining ends after an hour whatever stands here: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
            MaxSessionDuration = Duration.Hours(1),
        });
        // A first deployment that is rolled back takes the role with it: it would be in the way of the next one, and no customer trusts it yet.
        Role.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "CustomersRoles",
            Actions = ["sts:AssumeRole"],
            Resources = [$"arn:{Aws.PARTITION}:iam::*:role/{settings.RolePrefix}*"],
        }));
    }

    public Role Role { get; }

    public static string Name(DeploySettings settings) => settings.RolePrefix + "access";

    /// <summary>The role's ARN, written out so that the functions which it trusts can name it.</summary>
    public static string Arn(DeploySettings settings) => $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/{Name(settings)}";
}

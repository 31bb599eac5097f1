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
        // One statement for all of a kind: a statement of each one's own would fill the 2,048 characters of a trust policy with some ten.
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        Node.SetContext("@aws-cdk/aws-iam:minimizePolicies", true);
        Role = new Role(this, "Role", new RoleProps
        {
            RoleName = Name(settings),
            Description = $"{settings.Brand}: the role that customers' roles trust. Deleting it disconnects every customer.",
            AssumedBy = new CompositePrincipal([.. verifiers.Select(r => new ArnPrincipal(r.RoleArn)), .. Principals(settings.VendorPrincipals)]),
            // Role chaining ends after an hour regardless of this value: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
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

    /// <summary>Whom a trust policy lets in for roles, users and account roots by ARN.</summary>
    /// <remarks>
    /// A role that a trust policy names must exist, or the stack fails; its account's root always does. So the accounts are trusted, on the condition that it is one
    /// of the named roles and users that asks: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    /// </remarks>
    public static IEnumerable<IPrincipal> Principals(IReadOnlyList<string> arns)
    {
        var roots = arns.Where(IsRoot).ToList();
        var named = arns.Where(p => !IsRoot(p)).ToList();
        var conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ArnEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:PrincipalArn"] = named.ToArray() },
        };
        return [.. roots.Select(r => new ArnPrincipal(r)), .. named.Select(RootOf).Distinct(StringComparer.Ordinal).Select(r => new ArnPrincipal(r).WithConditions(conditions))];
    }

    private static bool IsRoot(string principal) => principal.EndsWith(":root", StringComparison.Ordinal);

    private static string RootOf(string principal) => string.Join(':', principal.Split(':')[..5]) + ":root";

    /// <summary>The one name of a stage that a customer can see: in the trust policy of the role in the customer's account.</summary>
    /// <remarks>IAM's names have no Region: of two deployments of a brand in one account, in whatever Regions, one needs a stage.</remarks>
    public static string Name(DeploySettings settings) => settings.RolePrefix + "access" + (settings.Stage is { } stage ? "-" + stage : "");

    /// <summary>The role's ARN, written out so that the functions which it trusts can name it.</summary>
    public static string Arn(DeploySettings settings) => $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/{Name(settings)}";
}

using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>How the vendor's software reaches the product API: a policy to attach to its roles in this account, and a role that its roles in other accounts can assume.</summary>
/// <remarks>HTTP APIs have no resource policy, so callers from other accounts can't call one: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html</remarks>
internal sealed class ProductAccess : Construct
{
    public ProductAccess(Construct scope, string id, DeploySettings settings, Api api)
        : base(scope, id)
    {
        // As for the vendor's access role: one statement for each kind of principal, however many are named.
        Node.SetContext("@aws-cdk/aws-iam:minimizePolicies", true);
        Policy = new ManagedPolicy(this, "Policy", new ManagedPolicyProps
        {
            ManagedPolicyName = Name(settings),
            Description = $"{settings.Brand}: lists customers' connections and gets sessions in their accounts",
            Statements =
            [
                new PolicyStatement(new PolicyStatementProps
                {
                    Sid = "ProductRoutes",
                    Actions = ["execute-api:Invoke"],
                    Resources = [api.Resource.ArnForExecuteApi("*", "/product/*", "$default")],
                }),
            ],
        });
        if (settings.ProductPrincipals.Count > 0)
            Role = RoleFor(settings);
    }

    public ManagedPolicy Policy { get; }

    /// <summary>The role for other accounts; null when none was named.</summary>
    public Role? Role { get; }

    /// <summary>The name of the policy, and of the role.</summary>
    public static string Name(DeploySettings settings) => settings.Brand.ToLowerInvariant() + "-product-access" + (settings.Stage is { } stage ? "-" + stage : "");

    private Role RoleFor(DeploySettings settings)
    {
        var role = new Role(this, "Role", new RoleProps
        {
            RoleName = Name(settings),
            Description = $"{settings.Brand}: software in other accounts assumes it to use customers' connections",
            AssumedBy = new CompositePrincipal([.. VendorRole.Principals(settings.ProductPrincipals)]),
            MaxSessionDuration = Duration.Hours(1),
        });
        Policy.AttachToRole(role);
        return role;
    }
}

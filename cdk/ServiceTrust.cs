using Amazon.CDK;
using Amazon.CDK.AWS.IAM;

namespace Onboarding.Cdk;

/// <summary>An AWS service as a role's principal, acting for this account only.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html (cross-service confused deputy prevention)</remarks>
internal static class ServiceTrust
{
    public static ServicePrincipal Of(string service) => new(service, new ServicePrincipalOpts
    {
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["StringEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
        },
    });
}

namespace Onboarding.Templates;

/// <summary>The IAM policy that a customer's person needs in order to create, update and delete the stack.</summary>
/// <remarks>
/// It makes nobody an administrator: stacks come from the vendor's templates only, and roles are written through CloudFormation only.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html (cloudformation:TemplateUrl) and
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html (aws:CalledVia).
/// </remarks>
public static class OperatorPolicy
{
    /// <summary>Renders the policy document.</summary>
    /// <param name="vendor">Whose stacks and roles it is about.</param>
    /// <param name="partition">The AWS partition: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c> or <c>aws-eusc</c>.</param>
    /// <param name="templateBaseUrl">The address of the bucket's <c>templates/</c>, with no slash at its end.</param>
    /// <param name="templateBucket">The name of the bucket that the templates are read from.</param>
    /// <returns>The JSON text.</returns>
    public static string Render(Vendor vendor, string partition, string templateBaseUrl, string templateBucket) => Resource.Read("operator.json")
        .Replace("{{TemplateObjects}}", $"arn:{partition}:s3:::{templateBucket}/templates/*", StringComparison.Ordinal)
        .Replace("{{TemplateBaseUrl}}", templateBaseUrl, StringComparison.Ordinal)
        .Replace("{{Partition}}", partition, StringComparison.Ordinal)
        .Replace("{{Prefix}}", vendor.Prefix, StringComparison.Ordinal);
}

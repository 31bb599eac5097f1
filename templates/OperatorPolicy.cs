namespace Onboarding.Templates;

/// <summary>The IAM policy that a customer's person needs in order to create, update and delete the stack.</summary>
public static class OperatorPolicy
{
    /// <summary>Renders the policy document.</summary>
    /// <param name="vendor">Whose stacks and roles it is about.</param>
    /// <param name="partition">The AWS partition: <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</param>
    /// <param name="templateBucket">The name of the bucket that the templates are read from.</param>
    /// <returns>The JSON text.</returns>
    public static string Render(Vendor vendor, string partition, string templateBucket) => Resource.Read("operator.json")
        .Replace("{{TemplateObjects}}", $"arn:{partition}:s3:::{templateBucket}/templates/*", StringComparison.Ordinal)
        .Replace("{{Partition}}", partition, StringComparison.Ordinal)
        .Replace("{{Prefix}}", vendor.Prefix, StringComparison.Ordinal);
}

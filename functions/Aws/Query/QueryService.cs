namespace Onboarding.Functions.Aws.Query;

/// <summary>A service that is called without a package of its own: by the Query protocol, or EventBridge by the JSON protocol.</summary>
/// <param name="ServiceId">Its id in AWS's models, from which the SDK makes the variable <c>AWS_ENDPOINT_URL_…</c>.</param>
/// <param name="SigningName">Its name in signatures.</param>
/// <param name="ApiVersion">The API version it is called with.</param>
internal sealed record QueryService(string ServiceId, string SigningName, string ApiVersion)
{
    /// <summary>https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html</summary>
    public static QueryService CloudFormation { get; } = new("CloudFormation", "cloudformation", "2010-05-15");

    /// <summary>https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html</summary>
    public static QueryService Iam { get; } = new("IAM", "iam", "2010-05-08");

    /// <summary>https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html</summary>
    public static QueryService EventBridge { get; } = new("EventBridge", "events", "2015-10-07");

    /// <summary>https://docs.aws.amazon.com/sns/latest/api/welcome.html</summary>
    public static QueryService Sns { get; } = new("SNS", "sns", "2010-03-31");

    /// <summary>https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html</summary>
    public static QueryService SecretsManager { get; } = new("Secrets Manager", "secretsmanager", "2017-10-17");

    /// <summary>Where the service is called from a Region: its regional endpoint, or IAM's one endpoint of the partition.</summary>
    public string Endpoint(string region)
    {
        var partition = Partition.OfRegion(region);
        return this == Iam ? partition.IamEndpoint : $"https://{SigningName}.{region}.{partition.DnsSuffix}";
    }

    /// <summary>Which Region its requests are signed for.</summary>
    public string SigningRegion(string region) => this == Iam ? Partition.OfRegion(region).IamRegion : region;
}

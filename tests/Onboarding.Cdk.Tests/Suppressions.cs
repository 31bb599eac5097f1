namespace Onboarding.Cdk.Tests;

/// <summary>The Control Tower rules that are not followed, each with the reason. There is no other place for them.</summary>
internal static class Suppressions
{
    private const string PublicOnPurpose = "Customers' CloudFormation reads the templates with identities of accounts that nobody knows beforehand; there is nothing else in the bucket.";

    /// <summary>In every stack: the rule's name in the guard file, and why.</summary>
    public static IReadOnlyDictionary<string, string> Stack { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["lambda_function_public_access_prohibited_check"] =
            "Every permission names this API as SourceArn, as Fn::Join of its id; the rule reads texts and direct references only. A test of the API holds it.",
        ["lambda_inside_vpc_check"] =
            "The functions call AWS's public endpoints only, each with its own role; a VPC would add NAT gateways and longer cold starts and protect nothing.",
        ["api_gw_v2_authorization_type_configured_check"] =
            "The two routes of invitations are for people without the vendor's sign-in: the invitation's token is the authorization, and each route has a throttle of its own. A test of the API holds that no other route is open.",
        ["s3_bucket_level_public_access_prohibited_check"] = PublicOnPurpose,
        ["s3_bucket_default_encryption_kms_check"] = PublicOnPurpose + " A KMS key would have to be open to all of them, too.",
        ["s3_bucket_logging_enabled_check"] = PublicOnPurpose + " Who reads a public template says nothing.",
        ["s3_event_notifications_enabled_check"] = "Objects come from deployments only; nothing waits for them.",
        ["s3_bucket_object_lock_enabled_check"] =
            "Versions never change because synthesis refuses changed ones, deletion is denied by the bucket's policy, and every object is versioned.",
        ["sqs_dlq_check"] = "The queues are dead-letter queues themselves.",
    };

    /// <summary>In a stack without a key of the vendor's own.</summary>
    public static IReadOnlyDictionary<string, string> StackWithAwsManagedKeys { get; } = new Dictionary<string, string>(Stack, StringComparer.Ordinal)
    {
        ["cloudwatch_log_group_encrypted_check"] =
            "CloudWatch Logs encrypts with keys of its own, and the logs hold no secret; the context key “encryption” set to customer-managed brings a KMS key.",
    };

    /// <summary>In the customers' templates: none.</summary>
    public static IReadOnlyDictionary<string, string> CustomerTemplates { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

using System.Text.RegularExpressions;
using Onboarding.Functions;
using Onboarding.Functions.Publishing.Webhooks;

namespace Onboarding.Cdk;

/// <summary>Combinations of keys that don't work together or in the Region. Everything that AWS would refuse after minutes is refused here immediately.</summary>
internal static partial class Contradictions
{
    /// <summary>Refuses the first contradiction.</summary>
    /// <exception cref="DeployException">The key, what it has, and what to set in its place.</exception>
    public static void Refuse(DeploySettings settings)
    {
        OfSignIn(settings);
        OfRegion(settings);
        OfWhatExists(settings);
        OfPairs(settings);
        OfWebhook(settings);
    }

    private static void OfSignIn(DeploySettings settings)
    {
        if (settings.JwtIssuer is not null && settings.JwtAudience.Count == 0)
            throw ContextReader.Refuse("jwtAudience", "", "the audiences of the tokens of “jwtIssuer”");
        if (settings.JwtIssuer is null && settings.JwtAudience.Count > 0)
            throw ContextReader.Refuse("jwtIssuer", "", "the issuer whose tokens have the audiences of “jwtAudience”");
        if (settings.JwtIssuer is null && settings.TenantClaim != DeploySettings.PoolTenantClaim)
            throw ContextReader.Refuse("tenantClaim", settings.TenantClaim, $"{DeploySettings.PoolTenantClaim}, the claim of the user pool, unless “jwtIssuer” names another issuer");
        if (settings.JwtIssuer is null && !settings.Home.HasUserPools)
            throw ContextReader.Refuse("jwtIssuer", "", "an issuer: Amazon Cognito has no user pools in the China Regions");
        if (settings is { JwtIssuer: not null, UserPoolId: not null })
            throw ContextReader.Refuse("userPoolId", settings.UserPoolId, "nothing in addition to “jwtIssuer”: tokens come from one or the other");
        // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
        if (settings.JwtIssuer is null && ReservedInDomains().IsMatch(settings.Brand))
            throw ContextReader.Refuse("brand", settings.Brand, "a name without aws, amazon or cognito, which the user pool's domain must not have");
        if (settings is { JwtIssuer: null, Stage: { } stage } && ReservedInDomains().IsMatch(stage))
            throw ContextReader.Refuse("stage", stage, "a word without aws, amazon or cognito, which the user pool's domain must not have");
    }

    private static void OfRegion(DeploySettings settings)
    {
        if (!settings.Home.HasHttpApis)
            throw ContextReader.Refuse("region", settings.HomeRegion, "a Region with HTTP APIs (API Gateway version 2)");
        if (settings.SnapStart && !settings.Lane.SupportsSnapStart)
            throw ContextReader.Refuse("snapStart", "true", $"false in the lane {settings.Lane.Name}: AWS restores managed runtimes only");
        if (settings.SnapStart && !settings.Home.HasSnapStart)
            throw ContextReader.Refuse("snapStart", "true", $"false in {settings.HomeRegion}, which has no SnapStart as far as cdk/RegionFacts.cs knows");
        // STS and S3 of a Region answer only accounts that have enabled it:
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
        if (settings.Home.IsOptIn && settings.StsRegion is null)
        {
            throw ContextReader.Refuse(
                "stsRegion", "", $"a Region whose STS every customer's account answers, such as us-east-1: {settings.HomeRegion} must be enabled in an account before its STS issues sessions for it");
        }
    }

    private static void OfWhatExists(DeploySettings settings)
    {
        if (settings.TableArn is { } table && settings.TableStreamArn?.StartsWith(table + "/stream/", StringComparison.Ordinal) != true)
            throw ContextReader.Refuse("tableStreamArn", settings.TableStreamArn, $"the ARN of the stream of “tableArn”, {table}/stream/…");
        if (settings is { TableArn: null, TableStreamArn: { } stream })
            throw ContextReader.Refuse("tableArn", "", $"the table whose stream “tableStreamArn” is: {stream.Split("/stream/")[0]}");
        if (settings is { TableArn: { } of, Account: { } account } && of.Split(':')[4] != account)
            throw ContextReader.Refuse("tableArn", of, $"a table of the account {account}");
    }

    private static void OfPairs(DeploySettings settings)
    {
        if (settings is { ApiDomain: not null, CertificateArn: null })
            throw ContextReader.Refuse("certificateArn", "", $"the ARN of an ACM certificate for “apiDomain”, {settings.ApiDomain}, in the stack's Region");
        if (settings is { ApiDomain: null, CertificateArn: not null })
            throw ContextReader.Refuse("apiDomain", "", "the domain name of “certificateArn”");
        if (settings is { OperatorsGroupId: not null, IdentityCenterInstanceArn: null })
            throw ContextReader.Refuse("identityCenterInstanceArn", "", "the Identity Center instance of “operatorsGroupId”");
    }

    private static void OfWebhook(DeploySettings settings)
    {
        var (url, secret) = (settings.FunctionContext[ContextKey.WebhookUrl.Variable], settings.FunctionContext[ContextKey.WebhookSecret.Variable]);
        if (url.Length > 0 && !WebhookAddress.IsPublic(url))
            throw ContextReader.Refuse(ContextKey.WebhookUrl.Name, url, WebhookAddress.Wants);
        if (url.Length > 0 && secret.Length == 0)
            throw ContextReader.Refuse(ContextKey.WebhookSecret.Name, "", "the ARN of the secret that messages to “webhookUrl” are signed with");
        if (url.Length == 0 && secret.Length > 0)
            throw ContextReader.Refuse(ContextKey.WebhookUrl.Name, "", "where messages signed with “webhookSecret” are sent");
        if (secret.Length > 0 && settings.HomeRegion is { } region && secret.Split(':')[3] != region)
            throw ContextReader.Refuse(ContextKey.WebhookSecret.Name, secret, $"a secret in {region}, where the function reads it");
    }

    [GeneratedRegex("aws|amazon|cognito", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ReservedInDomains();
}

using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Api;

/// <summary>Where the credentials come from: the AWS SDK's own chain, or the profile that was named; profiles of IAM Identity Center too.</summary>
/// <remarks>https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/creds-assign.html</remarks>
internal static class CredentialSource
{
    /// <summary>Finds credentials; those that expire are asked for again whenever they are used.</summary>
    /// <exception cref="StopException">There is no such profile, or none of the chain's sources has any.</exception>
    public static AWSCredentials Find(string? profile, Language language)
    {
        if (profile is null)
            return FromChain(language);
        return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var credentials)
            ? credentials
            : throw new StopException(ExitCode.NotAllowed, Complaints.NoSuchProfile.In(language, profile));
    }

    /// <summary>The Region that a profile names; null when it names none.</summary>
    public static string? RegionOf(string? profile, Func<string, string?> environment)
    {
        var name = profile ?? (environment("AWS_PROFILE") is { Length: > 0 } chosen ? chosen : "default");
        return new CredentialProfileStoreChain().TryGetProfile(name, out var found) ? found.Region?.SystemName : null;
    }

    private static AWSCredentials FromChain(Language language)
    {
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException)
        {
            throw new StopException(ExitCode.NotAllowed, Complaints.NoCredentials.In(language));
        }
    }
}

using System.Globalization;
using Amazon.Runtime;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Inventory;

/// <summary>A user as ListUsers shows it: without tags.</summary>
internal sealed record ListedUser(string Name, string Arn, DateTimeOffset CreatedAt, DateTimeOffset? PasswordLastUsed);

/// <summary>The IAM users of an account, read with a session in it.</summary>
/// <remarks>
/// IAM can return fewer than requested and still have more: only <c>IsTruncated</c> shows that.
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html and API_ListUserTags.html
/// </remarks>
internal sealed class IamUsers(QueryClient iam)
{
    /// <summary>What a session needs to be allowed for this.</summary>
    public static readonly IReadOnlyList<string> Actions = [ListUsers, ListUserTags];

    private const string ListUsers = "iam:ListUsers";
    private const string ListUserTags = "iam:ListUserTags";
    private const string EmailTag = "email";

    /// <summary>Reads one page of users.</summary>
    /// <param name="limit">At most so many, 1 to 1,000.</param>
    /// <param name="marker">Where the page before ended; null for the first.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The users and the next page's marker, or why there are none.</returns>
    /// <exception cref="AwsFailureException">IAM decided nothing.</exception>
    public async Task<(IReadOnlyList<ListedUser>? Users, string? Marker, Refusal? Refusal)> ListAsync(int limit, string? marker, CancellationToken cancellation)
    {
        var parameters = Parameters(("MaxItems", limit.ToString(CultureInfo.InvariantCulture)), ("Marker", marker));
        try
        {
            var response = await CallAsync(ListUsers, parameters, cancellation);
            return ([.. response.Records("ListUsersResult/Users").Select(Read)], Next(response, "ListUsersResult"), null);
        }
        catch (AmazonServiceException e) when (IsDenied(e))
        {
            return (null, null, Refusal.Of(Errors.PermissionMissing, ListUsers));
        }
        catch (AmazonServiceException e) when (marker is not null && e.ErrorCode is "ValidationError" or "InvalidInput")
        {
            return (null, null, PageRequest.WrongCursor);
        }
    }

    /// <summary>Reads a user's email address from its tags. IAM compares the keys of a user's tags without regard to case, and so does this.</summary>
    /// <returns>Whether there still is such a user, and its address or null; or why it cannot be seen.</returns>
    /// <exception cref="AwsFailureException">IAM decided nothing.</exception>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html</remarks>
    public async Task<(bool Exists, string? Email, Refusal? Refusal)> EmailAsync(string userName, CancellationToken cancellation)
    {
        try
        {
            string? marker = null;
            do
            {
                var response = await CallAsync(ListUserTags, Parameters(("UserName", userName), ("Marker", marker)), cancellation);
                var email = response.Pairs("ListUserTagsResult/Tags", "Key", "Value")
                    .FirstOrDefault(t => string.Equals(t.Name, EmailTag, StringComparison.OrdinalIgnoreCase)).Value;
                if (!string.IsNullOrWhiteSpace(email))
                    return (true, email, null);
                marker = Next(response, "ListUserTagsResult");
            }
            while (marker is not null);
            return (true, null, null);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "NoSuchEntity")
        {
            return (false, null, null);
        }
        catch (AmazonServiceException e) when (IsDenied(e))
        {
            return (true, null, Refusal.Of(Errors.PermissionMissing, ListUserTags));
        }
    }

    private async Task<QueryResponse> CallAsync(string action, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellation)
    {
        try
        {
            return await iam.CallAsync(action["iam:".Length..], parameters, cancellation);
        }
        catch (Exception e) when (!IsDecided(e) && AwsFailureException.Explains(e))
        {
            throw AwsFailureException.Of(action, e);
        }
    }

    private static bool IsDecided(Exception exception) =>
        exception is AmazonServiceException e && (IsDenied(e) || e.ErrorCode is "NoSuchEntity" or "ValidationError" or "InvalidInput");

    private static bool IsDenied(AmazonServiceException e) => e.ErrorCode is "AccessDenied" or "AccessDeniedException";

    private static IEnumerable<KeyValuePair<string, string>> Parameters(params IEnumerable<(string Name, string? Value)> parameters) =>
        parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!));

    private static string? Next(QueryResponse response, string result) =>
        response.First(result + "/IsTruncated") is "true" ? response.First(result + "/Marker") : null;

    private static ListedUser Read(IReadOnlyDictionary<string, string> user) => new(
        user["UserName"],
        user["Arn"],
        Time(user["CreateDate"]),
        user.TryGetValue("PasswordLastUsed", out var lastUsed) ? Time(lastUsed) : null);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

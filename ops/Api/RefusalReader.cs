using System.Net;
using System.Text.Json;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Api;

/// <summary>Makes of an answer that is no success a sentence and an exit code.</summary>
internal static class RefusalReader
{
    /// <summary>The code of a registration that the API cannot read.</summary>
    public const string Unreadable = "registration-unreadable";

    /// <summary>The code of an answer that the service did not expect to give.</summary>
    public const string Internal = "internal";

    /// <summary>The code when API Gateway itself answers for a failed function.</summary>
    public const string FunctionFailed = "function-failed";

    public static StopException Read(HttpStatusCode status, byte[] body, ApiAddress address, string region, Language language)
    {
        if (ProblemOf(body) is { Title: { } title } problem)
            return new StopException(ExitCodeOf(status), Printable.Of(Sentences(title, problem, language)), problem.Code);

        // API Gateway's own words: {"message":"Forbidden"}. It never says what is wrong with a signature.
        return status switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new(ExitCode.NotAllowed, Complaints.NotLetIn.In(language, address, region)),
            HttpStatusCode.NotFound => new(ExitCode.Failed, Complaints.NoSuchRoute.In(language, address)),
            HttpStatusCode.TooManyRequests => new(ExitCode.Failed, Complaints.Throttled.In(language, address)),
            >= HttpStatusCode.InternalServerError => new(ExitCode.Failed, Complaints.ApiFailed.In(language, address, (int)status), FunctionFailed),
            _ => new(ExitCode.Failed, Complaints.NotOurApi.In(language, address, (int)status)),
        };
    }

    private static Problem? ProblemOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, OpsJson.Api.Problem);
        }
        catch (JsonException)
        {
            // A page of a proxy, for example; its status says enough.
            return null;
        }
    }

    private static string Sentences(string title, Problem problem, Language language)
    {
        var (colon, space) = language == Language.Japanese ? ("：", "") : (": ", " ");
        var what = problem.Detail is null ? title : title + colon + problem.Detail;
        return problem.Hint is null ? what : what + space + problem.Hint;
    }

    private static ExitCode ExitCodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => ExitCode.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.NotAllowed,
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => ExitCode.Failed,
        _ => ExitCode.Refused,
    };
}

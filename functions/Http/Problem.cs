using System.Globalization;

namespace Onboarding.Functions.Http;

/// <summary>RFC 9457 problem details, with the stable code and the next step.</summary>
internal sealed record Problem
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public required string Instance { get; init; }

    public required string Code { get; init; }

    public required string Hint { get; init; }

    public static Problem Of(Refusal refusal, Language language, string requestId)
    {
        object[] arguments = [.. refusal.Arguments.Select(a => a.In(language))];
        return new Problem
        {
            Type = "urn:onboarding:problem:" + refusal.Error.Code,
            Title = refusal.Error.Title.In(language),
            Status = refusal.Status,
            Detail = string.Format(CultureInfo.InvariantCulture, refusal.Error.Detail.In(language), arguments),
            Instance = "urn:onboarding:request:" + requestId,
            Code = refusal.Error.Code,
            Hint = string.Format(CultureInfo.InvariantCulture, refusal.Error.Hint.In(language), arguments),
        };
    }
}

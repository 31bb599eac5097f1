namespace Onboarding.Functions.Http;

/// <summary>The line that each answered request leaves in the log: who asked for what, and how it ended. No body, no query and no path as it came.</summary>
internal static class RequestLog
{
    // By which names paths call a connection's id.
    private static readonly string[] s_ids = ["onboardingId", "accountId", "connectionId"];

    public static void Answered(string requestId, string routeKey, int status, string? code, Request? request) => Log.Write(
        status >= 500 ? "ERROR" : "INFO",
        "Answered",
        ("requestId", requestId),
        ("route", routeKey),
        ("status", status.ToString()),
        ("code", code),
        ("tenant", (request as TenantRequest)?.Tenant.Value),
        ("operator", (request as OperatorRequest)?.Arn),
        ("caller", (request as ProductRequest)?.Caller.Arn ?? (request as TenantRequest)?.Caller?.Arn),
        ("connectionId", ConnectionIdOf(request)),
        ("invitationId", InvitationToken.Parse((request as VisitorRequest)?.Path("token"))?.Id));

    // Only valid IDs: a path can contain anything.
    private static string? ConnectionIdOf(Request? request) => request is null
        ? null
        : s_ids.Select(name => OnboardingId.Parse(request.Path(name))?.Value).FirstOrDefault(id => id is not null);
}

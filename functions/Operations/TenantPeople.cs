using System.Text.Json.Serialization;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Whose pseudonym is asked for.</summary>
/// <param name="Tenant">The person's tenant.</param>
/// <param name="Person">The person's <c>sub</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PseudonymBody(string Tenant, string Person);

/// <summary>How the audit names a person.</summary>
/// <param name="Pseudonym">The pseudonym; null if the tenant's key was destroyed, or no one was ever recorded.</param>
internal sealed record PseudonymView(string? Pseudonym);

/// <summary>What became of a tenant's pseudonyms.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Erased">Whether there was a key to destroy.</param>
internal sealed record ErasureView(string Tenant, bool Erased);

/// <summary>A tenant's people, for operators: finding a person's pseudonym, and erasing the link between the two.</summary>
internal sealed class TenantPeople(Table table)
{
    /// <summary>The pseudonym of a person. The person is in the body: an address would be in logs.</summary>
    public async Task<Answer> FindAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.PseudonymBody);
        if (body is null)
            return refusal!;
        if (!TenantId.TryParse(body.Tenant, out var tenant) || body.Person.Length == 0)
            return Request.Malformed("“tenant” must be a tenant’s ID, and “person” the claim “sub” of the person’s sign-in.", "「tenant」にはテナントの ID、「person」には対象者のサインインのクレーム「sub」を指定してください。");
        var key = await PseudonymKey.FindAsync(table, tenant, cancellation);
        return Answer.Ok(new PseudonymView(key?.Of(TenantRequest.SubjectOf(body.Person))), AnswersJson.Default.PseudonymView);
    }

    /// <summary>Destroys the key of a tenant's pseudonyms.</summary>
    public async Task<Answer> EraseAsync(OperatorRequest request, CancellationToken cancellation)
    {
        if (request.HasOtherQueryThan(["tenant"]) || !TenantId.TryParse(request.Query("tenant"), out var tenant))
            return Request.Malformed("This route takes one query parameter, “tenant”: a tenant’s ID.", "このルートには、クエリパラメーター「tenant」でテナントの ID だけを指定してください。");
        var erased = await PseudonymKey.DestroyAsync(table, tenant, request.By, request.Now, cancellation);
        if (erased)
            Log.PseudonymsErased(tenant, request.Arn);
        return Answer.Ok(new ErasureView(tenant.Value, erased), AnswersJson.Default.ErasureView);
    }
}

using System.Text.Json;
using Onboarding.Functions.Http;
using Onboarding.Templates;

namespace Onboarding.Functions.Profiles;

/// <summary>What the role will be allowed to do, and what a person needs in order to create the stack. Calls no AWS service.</summary>
internal sealed class ProfilesFeature(Settings settings)
{
    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => Task.FromResult(request.RouteKey switch
    {
        "GET /v1/profiles" => List(request),
        "GET /v1/profiles/{name}" => Look(request),
        "GET /v1/operator-policy" => Answer.Ok(OperatorPolicyDocument(), AnswersJson.Default.JsonElement),
        _ => Refusal.Of(Errors.MethodNotAllowed, request.RouteKey),
    });

    private static Answer List(TenantRequest request) =>
        Answer.Ok(new ProfileList([.. Profile.All.Select(p => ProfileViews.Of(p, request.Language, isDetailed: false))]), AnswersJson.Default.ProfileList);

    private static Answer Look(TenantRequest request) => Profile.Find(request.Path("name")) is { } profile
        ? Answer.Ok(ProfileViews.Of(profile, request.Language, isDetailed: true), AnswersJson.Default.ProfileView)
        : new Refusal(Errors.ProfileNotFound);

    private JsonElement OperatorPolicyDocument() =>
        JsonElement.Parse(OperatorPolicy.Render(settings.Vendor, settings.VendorRole.Partition.Name, settings.TemplateBaseUrl, settings.TemplateBucket, Profile.All, settings.PolicyStyle));
}

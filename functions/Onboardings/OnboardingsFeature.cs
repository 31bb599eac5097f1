using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Onboardings;

/// <summary>Minting connections, looking at them and canceling them.</summary>
internal sealed class OnboardingsFeature(Table table, Settings settings)
{
    private const int RoleNameRandomLength = 12;

    /// <summary>How many digits the time has with which a place in the list of a group begins.</summary>
    private const int TimeLength = 15;

    private readonly OnboardingViews _views = new(settings, new PasteFree(table, settings));

    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /v1/groups/{groupId}/onboardings" => MintAsync(request, cancellation),
        "GET /v1/groups/{groupId}/onboardings" => ListAsync(request, cancellation),
        "GET /v1/onboardings/{onboardingId}" => LookAsync(request, cancellation),
        "DELETE /v1/onboardings/{onboardingId}" => CancelAsync(request, cancellation),
        "POST /v1/onboardings/{onboardingId}/opened" => OpenAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    /// <summary>Reads an onboarding of a tenant; another tenant's does not exist.</summary>
    public static async Task<OnboardingRecord?> FindAsync(Table table, TenantId tenant, string id, CancellationToken cancellation) =>
        OnboardingId.Parse(id) is { } onboardingId
        && await table.GetAsync(Keys.Onboarding(onboardingId), cancellation) is { } item
        && OnboardingRecord.Of(item) is var record
        && record.Tenant == tenant
        && record.DeletedAt is null
            ? record
            : null;

    /// <summary>Why an onboarding can no longer be used; null when it can.</summary>
    public static Refusal? WhyUnusable(OnboardingRecord record, DateTimeOffset now) => record.StatusAt(now) switch
    {
        OnboardingStatus.Pending or OnboardingStatus.Verifying => null,
        OnboardingStatus.Expired => Refusal.Of(Errors.OnboardingExpired, record.ExpiresAt.ToString("yyyy-MM-dd HH:mm 'UTC'")),
        OnboardingStatus.Cancelled => new Refusal(Errors.OnboardingCancelled),
        _ => new Refusal(Errors.OnboardingCompleted),
    };

    private async Task<Answer> MintAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (body, malformed) = request.ReadBody(FunctionsJson.Api.OnboardingBody);
        if (body is null)
            return malformed!;
        if (GroupId.Parse(request.Tenant, request.Path("groupId")) is not { } groupId)
            return new Refusal(Errors.GroupNotFound);
        var (order, refusal) = OnboardingOrder.Of(body, settings);
        if (order is null)
            return refusal!;

        var externalId = ExternalId.Mint();
        var record = new OnboardingRecord
        {
            Id = OnboardingId.Of(externalId),
            Tenant = request.Tenant,
            GroupId = groupId.Value,
            Status = OnboardingStatus.Pending,
            Method = order.Method,
            Profile = order.Profile,
            Features = order.Features,
            Parameters = order.Parameters,
            Region = order.Region,
            ExternalId = externalId,
            RoleName = settings.Vendor.Prefix + MintingAlphabet.Random(RoleNameRandomLength),
            TemplateVersion = order.Profile.Version,
            TemplateSha256 = settings.Templates.DigestOf(order.Profile),
            ModuleSha256 = settings.Templates.ModuleDigestOf(order.Profile),
            GivenName = order.AccountName,
            AwsAccountId = order.AwsAccountId,
            PermissionsBoundaryArn = order.PermissionsBoundaryArn,
            ConnectedFor = ConnectedFor.Of(request),
            CreatedAt = request.Now,
            CreatedBy = await request.ByAsync(cancellation),
            Language = request.Language,
            ExpiresAt = request.Now + OnboardingRecord.Lifetime,
        };
        if (await AddAsync(record, request.Now, cancellation) is { } limit)
            return limit;
        Metrics.Add(Metric.Minted);
        return Answer.Created(await _views.OfOneAsync(record, request.Now, request.Language, cancellation), AnswersJson.Default.OnboardingView);
    }

    /// <summary>Writes the onboarding and counts it, in one request.</summary>
    /// <returns>Null when it is written; else the limit that the tenant has reached.</returns>
    private async Task<Refusal?> AddAsync(OnboardingRecord record, DateTimeOffset now, CancellationToken cancellation)
    {
        var limits = settings.Limits;
        var (pending, minted) = (TenantCounts.PendingAdded(record.Tenant, limits), TenantCounts.Minted(record.Tenant, limits, now));
        var obstacles = await table.TransactAsync([table.Add(record.ToItem()), table.Update(pending), table.Update(minted)], cancellation);
        if (obstacles is null)
            return null;
        if (obstacles.At(Keys.Onboarding(record.Id)) is not null)
            throw new InvalidOperationException("A minted external ID exists already.");
        return obstacles.At(pending.Key) is null ? LimitReached.Mints(limits, now) : LimitReached.Pending(limits);
    }

    private async Task<Answer> ListAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (page, refusal) = PageRequest.Of(request, IsPlaceInList);
        if (page is null)
            return refusal!;
        if (await GroupsFeature.FindAsync(table, request.Tenant, request.Path("groupId"), cancellation) is null)
            return new Refusal(Errors.GroupNotFound);

        var group = Keys.OnboardingsOfGroup(request.Tenant, request.Path("groupId"));
        var (items, last) = await table.QueryAsync(
            new QueryRequest
            {
                IndexName = TableSchema.GroupIndex,
                KeyConditionExpression = "groupPk = :group",
                ExpressionAttributeValues = new(StringComparer.Ordinal) { [":group"] = new() { S = group } },
                ScanIndexForward = false,
                Limit = page.Limit,
                ExclusiveStartKey = StartKey(group, page.After),
            },
            cancellation);
        var found = items.Readable(i => new Listed<OnboardingView>(i.Text("groupSk"), _views.Of(OnboardingRecord.Of(i), request.Now, request.Language)));
        var (views, next) = AnswerSize.Fit([.. found], last?.Text("groupSk"), AnswersJson.Default.OnboardingView);
        return Answer.Ok(new OnboardingList(views, Page.CursorOrNull(next)), AnswersJson.Default.OnboardingList);
    }

    private async Task<Answer> LookAsync(TenantRequest request, CancellationToken cancellation) =>
        await FindAsync(table, request.Tenant, request.Path("onboardingId"), cancellation) is { } record
            ? Answer.Ok(await _views.OfOneAsync(record, request.Now, request.Language, cancellation), AnswersJson.Default.OnboardingView)
            : new Refusal(Errors.OnboardingNotFound);

    private async Task<Answer> CancelAsync(TenantRequest request, CancellationToken cancellation)
    {
        var onboarding = await FindAsync(table, request.Tenant, request.Path("onboardingId"), cancellation);
        if (onboarding is not null && WhyUnusable(onboarding, request.Now) is null)
        {
            onboarding = await new OnboardingDecisions(table).WriteAsync(
                onboarding,
                o => o.Ended(OnboardingStatus.Cancelled, request.Now) with { Submission = null, SubmittedAt = null, LastRole = o.Created },
                new Decision(Decisions.Cancelled, await request.ByAsync(cancellation), request.Now),
                cancellation);
        }

        // Canceling again has the effect that was asked for.
        return onboarding?.Status == OnboardingStatus.Cancelled ? Answer.NoContent() : OnboardingDecisions.WhyEnded(onboarding, request.Now);
    }

    // Only the first report counts. It isn't a decision: only a number for operators depends on it.
    private async Task<Answer> OpenAsync(TenantRequest request, CancellationToken cancellation)
    {
        if (OnboardingId.Parse(request.Path("onboardingId")) is not { } id)
            return new Refusal(Errors.OnboardingNotFound);
        var change = new Change(Keys.Onboarding(id))
        {
            Update = "SET openedAt = if_not_exists(openedAt, :now)",
            Condition = "tenant = :tenant AND attribute_not_exists(deletedAt)",
        }.With("now", request.Now).With("tenant", request.Tenant.Value);
        var (opened, item) = await table.UpdateAsync(change, cancellation);
        if (!opened)
            return new Refusal(Errors.OnboardingNotFound);
        if (item?.OptionalTime("openedAt") == request.Now)
            Metrics.Add(Metric.Opened);
        return Answer.NoContent();
    }

    private static bool IsPlaceInList(string key) =>
        key.Length > TimeLength && key[..TimeLength].All(char.IsAsciiDigit) && key[TimeLength] == '#' && OnboardingId.Parse(key[(TimeLength + 1)..]) is not null;

    // An index's start key names the item's own key, too; both follow from the place in the list.
    private static Dictionary<string, AttributeValue>? StartKey(string group, string? after)
    {
        if (after is null)
            return null;
        var key = Table.Key(Keys.Onboarding(OnboardingId.Parse(after[(TimeLength + 1)..])!));
        key["groupPk"] = new() { S = group };
        key["groupSk"] = new() { S = after };
        return key;
    }
}

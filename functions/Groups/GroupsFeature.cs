using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Groups;

/// <summary>A tenant's named, colored sets of accounts.</summary>
/// <remarks>
/// A deleted group keeps its item, marked: an existing link can still be completed afterwards, and then the group comes
/// back with its account instead of the customer's work being lost.
/// </remarks>
internal sealed class GroupsFeature(Table table, TenantLimits limits)
{
    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /v1/groups" => CreateAsync(request, cancellation),
        "GET /v1/groups" => ListAsync(request, cancellation),
        "GET /v1/groups/{groupId}" => LookAsync(request, cancellation),
        "PATCH /v1/groups/{groupId}" => ChangeAsync(request, cancellation),
        "DELETE /v1/groups/{groupId}" => DeleteAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    /// <summary>Finds a group that is not deleted.</summary>
    public static async Task<Item?> FindAsync(Table table, TenantId tenant, string groupId, CancellationToken cancellation) =>
        GroupId.Parse(tenant, groupId) is { } id
        && await table.GetAsync(Keys.Group(tenant, id.Value), cancellation) is { } item
        && item.OptionalTime("deletedAt") is null
            ? item
            : null;

    private async Task<Answer> CreateAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.GroupBody);
        if (body is null)
            return refusal!;
        if (!DisplayName.TryParse(body.Name, out var name))
            return new Refusal(Errors.NameInvalid);
        if (!GroupColor.TryParse(body.Color, out var color))
            return ColorMalformed();

        var (pk, sk) = Keys.Group(request.Tenant, GroupId.Mint(request.Tenant).Value);
        var item = new Item(pk, sk).With("name", name.Value).With("color", color.Value).With("accountCount", 0).With("createdAt", request.Now);
        var obstacles = await table.TransactAsync([table.Add(item), table.Update(TenantCounts.GroupAdded(request.Tenant, limits))], cancellation);
        if (obstacles is null)
            return Answer.Created(GroupView.Of(item), AnswersJson.Default.GroupView);
        return obstacles.At((pk, sk)) is null ? LimitReached.Groups(limits) : throw new InvalidOperationException("A minted group id exists already.");
    }

    private async Task<Answer> ListAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (page, refusal) = PageRequest.Of(request, key => GroupId.Parse(request.Tenant, key) is not null);
        if (page is null)
            return refusal!;
        var list = new ItemList(table, Keys.GroupsOf(request.Tenant)) { Filter = "attribute_not_exists(deletedAt)" };
        var (items, next) = await list.ReadAsync(page, cancellation);
        return Answer.Ok(new GroupList([.. items.Readable(GroupView.Of)], Page.CursorOrNull(next)), AnswersJson.Default.GroupList);
    }

    private async Task<Answer> LookAsync(TenantRequest request, CancellationToken cancellation) =>
        await FindAsync(table, request.Tenant, request.Path("groupId"), cancellation) is { } item
            ? Answer.Ok(GroupView.Of(item), AnswersJson.Default.GroupView)
            : new Refusal(Errors.GroupNotFound);

    private async Task<Answer> ChangeAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.GroupChange);
        if (body is null)
            return refusal!;
        DisplayName? name = null;
        GroupColor? color = null;
        if (body.Name is not null && !DisplayName.TryParse(body.Name, out name))
            return new Refusal(Errors.NameInvalid);
        if (body.Color is not null && !GroupColor.TryParse(body.Color, out color))
            return ColorMalformed();
        if (name is null && color is null)
            return Request.Malformed("Nothing to change: specify “name”, “color” or both.", "変更する項目がありません。「name」または「color」を指定してください。");
        if (GroupId.Parse(request.Tenant, request.Path("groupId")) is not { } id)
            return new Refusal(Errors.GroupNotFound);

        string?[] assignments = [name is null ? null : "#name = :name", color is null ? null : "#color = :color"];
        var change = new Change(Keys.Group(request.Tenant, id.Value))
        {
            Update = "SET " + string.Join(", ", assignments.Where(a => a is not null)),
            Condition = "attribute_exists(pk) AND attribute_not_exists(deletedAt)",
        };
        if (name is not null)
            change.Named("name").With("name", name.Value);
        if (color is not null)
            change.Named("color").With("color", color.Value);
        var (changed, item) = await table.UpdateAsync(change, cancellation);
        return changed ? Answer.Ok(GroupView.Of(item!), AnswersJson.Default.GroupView) : new Refusal(Errors.GroupNotFound);
    }

    private async Task<Answer> DeleteAsync(TenantRequest request, CancellationToken cancellation)
    {
        if (GroupId.Parse(request.Tenant, request.Path("groupId")) is not { } id)
            return new Refusal(Errors.GroupNotFound);
        var change = new Change(Keys.Group(request.Tenant, id.Value))
        {
            Update = "SET deletedAt = :now",
            Condition = "attribute_exists(pk) AND attribute_not_exists(deletedAt) AND accountCount = :none",
        };
        var obstacles = await table.TransactAsync(
            [table.Update(change.With("now", request.Now).With("none", 0)), table.Update(TenantCounts.GroupDeleted(request.Tenant))], cancellation);
        if (obstacles is null)
            return Answer.NoContent();
        var obstacle = obstacles.At(change.Key)?.Item;
        return obstacle is null || obstacle.OptionalTime("deletedAt") is not null
            ? new Refusal(Errors.GroupNotFound)
            : Refusal.Of(Errors.GroupNotEmpty, obstacle.Integer("accountCount").ToString());
    }

    private static Refusal ColorMalformed() => Request.Malformed(
        "“color” must be #rrggbb or a basic CSS color name such as blue.", "「color」には #rrggbb または blue などの基本的な CSS の色名を指定してください。");
}

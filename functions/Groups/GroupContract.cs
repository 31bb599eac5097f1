using System.Text.Json.Serialization;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Groups;

/// <summary>The body of <c>POST /v1/groups</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GroupBody(string Name, string Color);

/// <summary>The body of <c>PATCH /v1/groups/{groupId}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GroupChange(string? Name = null, string? Color = null);

/// <summary>A group as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its color.</param>
/// <param name="AccountCount">How many accounts it has, those with cleanup owed included.</param>
/// <param name="CreatedAt">When it was created.</param>
internal sealed record GroupView(string Id, string Name, string Color, long AccountCount, UtcTime CreatedAt)
{
    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">The item cannot be read, or was written by a newer version.</exception>
    public static GroupView Of(Item item) => new(
        item.Readable().Text("sk"), item.Text("name"), item.Text("color"), item.Integer("accountCount"), UtcTime.Of(item.Time("createdAt")));
}

/// <summary>A page of groups.</summary>
internal sealed record GroupList(IReadOnlyList<GroupView> Groups, string? Cursor);

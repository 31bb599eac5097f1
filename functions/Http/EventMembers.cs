namespace Onboarding.Functions.Http;

/// <summary>Looks into the collections of an event, which are absent when they are empty.</summary>
internal static class EventMembers
{
    /// <summary>The member with that name; null if there is none.</summary>
    public static string? Find(this IDictionary<string, string>? members, string name) => members is not null && members.TryGetValue(name, out var value) ? value : null;
}

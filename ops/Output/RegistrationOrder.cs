using Onboarding.Ops.Api;

namespace Onboarding.Ops.Output;

/// <summary>By which column registrations are sorted, and whether backwards: <c>since</c>, <c>-created</c>.</summary>
/// <param name="Column">The column.</param>
/// <param name="Backwards">Whether the last come first.</param>
internal sealed record RegistrationOrder(RegistrationColumn Column, bool Backwards)
{
    /// <summary>Those that have been in their state for longest first. The API's own order is that of its shards.</summary>
    public static RegistrationOrder Usual { get; } = new(RegistrationColumns.Find("since")!, Backwards: false);

    /// <summary>Reads an order; null when there is no such column.</summary>
    public static RegistrationOrder? Parse(string text)
    {
        var backwards = text.StartsWith('-');
        return RegistrationColumns.Find(backwards ? text[1..] : text) is { } column ? new(column, backwards) : null;
    }

    /// <summary>Sorts; of two with the same value, the one with the lower id comes first.</summary>
    public IReadOnlyList<Registration> Of(IEnumerable<Registration> registrations)
    {
        var sorted = Column.Key is { } key
            ? Sorted(registrations, key, Comparer<DateTimeOffset?>.Default)
            : Sorted(registrations, r => Column.Value(r, default, Language.English), StringComparer.OrdinalIgnoreCase);
        return [.. sorted.ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    private IOrderedEnumerable<Registration> Sorted<T>(IEnumerable<Registration> registrations, Func<Registration, T> key, IComparer<T> comparer) =>
        Backwards ? registrations.OrderByDescending(key, comparer) : registrations.OrderBy(key, comparer);
}

namespace Onboarding.Functions.Registry;

/// <summary>Reads the items of a list.</summary>
internal static class Items
{
    /// <summary>Reads every item that this version can read. An unreadable one must not hide the others: it is logged and skipped.</summary>
    /// <param name="items">The items.</param>
    /// <param name="read">Reads one; throws <see cref="InvalidDataException"/> when it cannot.</param>
    public static IEnumerable<T> Readable<T>(this IEnumerable<Item> items, Func<Item, T> read)
        where T : class
    {
        foreach (var item in items)
        {
            if (Try(item, read) is { } value)
                yield return value;
        }
    }

    private static T? Try<T>(Item item, Func<Item, T> read)
        where T : class
    {
        try
        {
            return read(item);
        }
        catch (InvalidDataException e)
        {
            Log.Unreadable(item.Text("pk"), item.Text("sk"), e.Message);
            return null;
        }
    }
}

using System.Text.Json.Serialization.Metadata;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Http;

/// <summary>One entry of a list.</summary>
/// <param name="Place">The sort key after which the list goes on behind it.</param>
/// <param name="View">What is shown.</param>
internal sealed record Listed<T>(string Place, T View);

/// <summary>Keeps a page of a list within what an answer may have: customers' texts decide how large an entry is, so a number of entries is no limit.</summary>
/// <remarks>Lambda takes 6 MB, and a body is escaped as a JSON text once more: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
internal static class AnswerSize
{
    /// <summary>The most bytes that the entries of one page have together: 1 MB, with room for what is around them.</summary>
    public const int MaxBytes = ItemList.MaxCharacters;

    /// <summary>The first entries that fit together, and at least one.</summary>
    /// <param name="found">The entries in their order.</param>
    /// <param name="next">Where the list goes on behind all of them; null at its end.</param>
    /// <param name="type">How an entry is written.</param>
    /// <returns>The entries, and where the list goes on behind them.</returns>
    public static (IReadOnlyList<T> Views, string? Next) Fit<T>(IReadOnlyList<Listed<T>> found, string? next, JsonTypeInfo<T> type)
    {
        var size = 0L;
        for (var i = 0; i < found.Count; i++)
        {
            size += AnswersJson.Write(found[i].View, type).Length + 1;
            if (size > MaxBytes && i > 0)
                return ([.. found.Take(i).Select(l => l.View)], found[i - 1].Place);
        }

        return ([.. found.Select(l => l.View)], next);
    }
}

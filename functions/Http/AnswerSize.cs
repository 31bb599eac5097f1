using System.Text.Json.Serialization.Metadata;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Http;

/// <summary>One entry of a list.</summary>
/// <param name="Place">The sort key that the list continues after.</param>
/// <param name="View">What is shown.</param>
internal sealed record Listed<T>(string Place, T View);

/// <summary>Keeps a page of a list within the size limit of an answer: customers' texts determine the size of an entry, so limiting the number of entries isn't enough.</summary>
/// <remarks>Lambda takes 6 MB, and a body is escaped as a JSON text once more: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
internal static class AnswerSize
{
    /// <summary>The most bytes that the entries of one page have together: 1 MB, with room for what is around them.</summary>
    public const int MaxBytes = ItemList.MaxCharacters;

    /// <summary>The first entries that fit together, and at least one.</summary>
    /// <param name="found">The entries in their order.</param>
    /// <param name="next">Where the list continues after all of them; null at its end.</param>
    /// <param name="type">How an entry is written.</param>
    /// <returns>The entries, and where the list continues after them.</returns>
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

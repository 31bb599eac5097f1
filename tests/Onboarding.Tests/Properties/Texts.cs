using FsCheck;
using FsCheck.Fluent;

namespace Onboarding.Tests.Properties;

/// <summary>Generators of texts: well-formed values, values that are nearly well-formed, and anything at all.</summary>
internal static class Texts
{
    public const string MintingAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string RoleNameCharacters = "ABCXYZabcxyz0189+=,.@_-";
    private const string StackNameCharacters = "ABCXYZabcxyz0189-";

    // What breaks parsers: look-alikes, other alphabets' digits, lone surrogates, direction marks, and the separators of every format here.
    private const string Hostile = "\0\t\n\r \u00A0\u3000\u200B\u202E\uFEFF\uFFFD\uD83D\uDE00\"'`<>&;:#/\\%?=+*{}[]|~,.@-_Aa9１٣éı";

    public static Gen<string> Anything { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        Of(Hostile, 0, 60),
        Of(Enumerable.Range(0, 0x10000).Select(c => (char)c), 0, 20));

    public static Gen<string> AccountId { get; } = Of("0123456789", 12, 12);

    public static Gen<string> PartitionName { get; } = Gen.Elements("aws", "aws-cn", "aws-us-gov", "aws-eusc");

    public static Gen<string> RoleArn { get; } =
        from partition in PartitionName
        from account in AccountId
        from name in Of(RoleNameCharacters, 1, 64)
        select $"arn:{partition}:iam::{account}:role/{name}";

    public static Gen<string> StackArn { get; } =
        from region in Region
        from account in AccountId
        from first in Gen.Elements('A', 'z')
        from name in Of(StackNameCharacters, 0, 127)
        from id in Of("0123456789abcdef-", 1, 64)
        select $"arn:{PartitionOf(region)}:cloudformation:{region}:{account}:stack/{first}{name}/{id}";

    public static Gen<string> Minted(int length) => Of(MintingAlphabet, length, length);

    /// <summary>A text of characters out of some.</summary>
    public static Gen<string> Of(IEnumerable<char> characters, int least, int most)
    {
        char[] choice = [.. characters];
        return from length in Gen.Choose(least, most)
               from text in Gen.ArrayOf(Gen.Elements(choice), length)
               select new string(text);
    }

    /// <summary>Well-formed texts of which up to four places were changed, cut out, doubled, or turned into the other case.</summary>
    public static Gen<string> Near(Gen<string> wellFormed) =>
        from text in wellFormed
        from count in Gen.Choose(0, 4)
        from edits in Gen.ArrayOf(Edit, count)
        select edits.Aggregate(text, (changed, edit) => edit(changed));

    private static Gen<string> Region => Gen.Elements("us-east-1", "ap-northeast-1", "eu-central-2", "cn-north-1", "us-gov-west-1", "eusc-de-east-1", "mx-central-1");

    private static Gen<Func<string, string>> Edit =>
        from kind in Gen.Choose(0, 5)
        from place in Gen.Choose(0, 10_000)
        from character in Gen.Elements(Hostile.ToCharArray())
        select (Func<string, string>)(text => Apply(kind, text, text.Length == 0 ? 0 : place % text.Length, character));

    private static string Apply(int kind, string text, int place, char character) => kind switch
    {
        _ when text.Length == 0 => character.ToString(),
        0 => text.Insert(place, character.ToString()),
        1 => text.Remove(place, 1),
        2 => text[..place],
        3 => text[..place] + character + text[(place + 1)..],
        4 => text.Insert(place, text[place..]),
        _ => text[..place] + OtherCase(text[place]) + text[(place + 1)..],
    };

    private static char OtherCase(char c) => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c);

    private static string PartitionOf(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : region.StartsWith("eusc-", StringComparison.Ordinal) ? "aws-eusc" : "aws";
}

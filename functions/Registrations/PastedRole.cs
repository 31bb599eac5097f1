using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Registrations;

/// <summary>The pasted ARN of a role that was created manually.</summary>
internal static class PastedRole
{
    private const string Scheme = "arn:";

    private static readonly Text s_remedy = new(
        "In the IAM console, open the role, copy the ARN from its summary, such as arn:aws:iam::111122223333:role/name, and paste it here.",
        "IAM コンソールでロールを開き、概要にある ARN (例: arn:aws:iam::111122223333:role/name) をコピーして貼り付けてください。");

    /// <summary>Finds the one role's ARN in what was pasted: forgiving about what surrounds it, strict about the ARN itself.</summary>
    public static (RoleArn? Role, Refusal? Refusal) Parse(string pasted)
    {
        var text = PastedText.Clean(pasted);
        var roles = Roles(text);
        // Mail programs break lines within an ARN, after its slash most of all.
        return (roles.Count > 0 ? roles : Roles(Unwrapped(text))) switch
        {
            [var role] => (role, null),
            [] => (null, Malformed(WhatElse(text))),
            _ => (null, Malformed(new Text("“roleArn” contains the ARNs of different roles.", "「roleArn」に異なるロールの ARN が含まれています。"))),
        };
    }

    private static List<RoleArn> Roles(string text) =>
        [.. PastedText.Words(text).SelectMany(Arns).Select(a => RoleArn.TryParse(a, out var role) ? role : null).OfType<RoleArn>().Distinct().Take(2)];

    private static string Unwrapped(string text) => string.Concat(text.Split('\n').Select(line => line.TrimStart(' ', '\t', '>').TrimEnd()));

    // A word can have a label before an ARN, the same ARN twice, and the end of a sentence after it. Role names have no colons.
    private static IEnumerable<string> Arns(string word) =>
        word.Split(Scheme).Skip(1).Select(rest => Scheme + rest.TrimEnd('.', ':'));

    private static Text WhatElse(string text)
    {
        if (StackInfoScanner.Scan(text).Any(v => v.End == ScanEnd.Whole))
            return new Text("“roleArn” is StackInfo, not the ARN of a role.", "「roleArn」の値は StackInfo です。ロールの ARN ではありません。");
        return PastedKind.Of(text) is { } kind
            ? new Text($"“roleArn” is {kind.English}, and not the ARN of a role without a path.", $"「roleArn」の値は{kind.Japanese}です。パスのないロールの ARN ではありません。")
            : new Text("“roleArn” contains no ARN of a role.", "「roleArn」にロールの ARN が含まれていません。");
    }

    private static Refusal Malformed(Text reason) =>
        Request.Malformed($"{reason.English} {s_remedy.English}", reason.Japanese + s_remedy.Japanese);
}

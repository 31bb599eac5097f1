using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Registrations;

/// <summary>The value of the stack's output, or of the Terraform module's, decoded: a claim, never an authority.</summary>
/// <param name="StackId">The stack; null of a module, which has none.</param>
/// <param name="RoleArn">The role it created.</param>
/// <param name="TemplateVersion">The version of the template it was created from.</param>
/// <param name="ExternalId">The external ID it was created with; only compared with the stored one, never sent.</param>
internal sealed record StackInfo(StackArn? StackId, RoleArn RoleArn, string TemplateVersion, string ExternalId)
{
    private const int VersionOfStacks = 1;
    private const int VersionOfModules = 2;

    /// <summary>Finds the one value in what was pasted: forgiving about what surrounds it, strict about what is inside.</summary>
    /// <param name="pasted">The text as it came.</param>
    /// <param name="key">The output's key, which the person is sent to.</param>
    public static (StackInfo? StackInfo, Refusal? Refusal) Parse(string pasted, string key)
    {
        var text = PastedText.Clean(pasted);
        StackInfo? found = null;
        (int Length, Refusal? Refusal) worst = default;
        foreach (var value in StackInfoScanner.Scan(text))
        {
            var (stackInfo, refusal) = Read(value, key);
            if (stackInfo is not null && found is not null && stackInfo != found)
                return (null, Refusal.Of(Errors.StackInfoAmbiguous, key));
            found ??= stackInfo;
            // Of several that cannot be read, the longest is the one that was meant.
            if (refusal is not null && value.Json.Length > worst.Length)
                worst = (value.Json.Length, refusal);
        }

        return found is null ? (null, worst.Refusal ?? WhatElse(text, key)) : (found, null);
    }

    private static Refusal WhatElse(string text, string key)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return Malformed(key, "it's empty", "値が空です");
        if (StackInfoScanner.Opening.StartsWith(trimmed, StringComparison.Ordinal))
            return Refusal.Of(Errors.StackInfoTruncated, key);
        return PastedKind.Of(text) is { } other
            ? new Refusal(Errors.StackInfoOtherValue, other, new Text(key, key))
            : Malformed(key, "it contains no StackInfo value", "StackInfo の値が含まれていません");
    }

    private static (StackInfo? StackInfo, Refusal? Refusal) Read(ScannedValue value, string key) => value.End switch
    {
        ScanEnd.Whole => Read(value.Json, key),
        ScanEnd.TooLong => (null, Malformed(key, "it's too long", "長すぎます")),
        ScanEnd.Cut when IsBeginning(value.Json) => (null, Refusal.Of(Errors.StackInfoTruncated, key)),
        _ => (null, NotStackInfo(key)),
    };

    private static (StackInfo? StackInfo, Refusal? Refusal) Read(byte[] json, string key)
    {
        StackInfoJson? claim;
        try
        {
            claim = JsonSerializer.Deserialize(json, FunctionsJson.Api.StackInfoJson);
        }
        catch (JsonException)
        {
            return (null, NotStackInfo(key));
        }

        if (claim is not { V: VersionOfStacks or VersionOfModules })
            return (null, Malformed(key, "its version is unknown", "バージョンが不明です"));
        StackArn? stack = null;
        if (claim.V == VersionOfStacks && !StackArn.TryParse(claim.StackId, out stack))
            return (null, Malformed(key, "its stackId is not the ARN of a stack", "stackId がスタックの ARN ではありません"));
        if (claim is { V: VersionOfModules, StackId: not null })
            return (null, Malformed(key, "it has a stackId, which Terraform's output never has", "Terraform モジュールの出力にはない stackId が含まれています"));
        if (!RoleArn.TryParse(claim.RoleArn, out var role))
            return (null, Malformed(key, "its roleArn is not the ARN of a role without a path", "roleArn がパスのないロールの ARN ではありません"));
        if (claim.TemplateVersion.Length > 32 || claim.ExternalId.Length > 1224)
            return (null, Malformed(key, "one of its values is too long", "長すぎる値があります"));
        return (new StackInfo(stack, role, claim.TemplateVersion, claim.ExternalId), null);
    }

    // The beginning of StackInfo's JSON that is whole as far as it goes.
    private static bool IsBeginning(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
            bool more;
            do
                more = reader.Read();
            while (more);
            return reader.CurrentDepth > 0 || reader.TokenType != JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Refusal NotStackInfo(string key) => Malformed(key, "it isn't in the format of StackInfo", "内容が StackInfo の形式ではありません");

    private static Refusal Malformed(string key, string english, string japanese) =>
        new(Errors.StackInfoMalformed, new Text(english, japanese), new Text(key, key));
}

/// <summary>StackInfo as in the template's output. In the Terraform module's output, version 2, there is no stack.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StackInfoJson(int V, string RoleArn, string TemplateVersion, string ExternalId, string? StackId = null);

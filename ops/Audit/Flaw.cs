using System.Text.Json.Serialization;

namespace Onboarding.Ops.Audit;

/// <summary>What is wrong with an entry of an audit trail.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlawKind>))]
internal enum FlawKind
{
    /// <summary>There is no entry of this number.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>There is more than one entry with this number, or it is out of order.</summary>
    [JsonStringEnumMemberName("out-of-order")]
    OutOfOrder,

    /// <summary>The hash is not that of the text.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>A member does not say what the text says.</summary>
    [JsonStringEnumMemberName("member-differs")]
    MemberDiffers,

    /// <summary>It does not continue the entry before.</summary>
    [JsonStringEnumMemberName("unlinked")]
    Unlinked,

    /// <summary>It is not what the trail's head names as the last one.</summary>
    [JsonStringEnumMemberName("not-the-head")]
    NotTheHead,

    /// <summary>The first entry is not the minting.</summary>
    [JsonStringEnumMemberName("no-beginning")]
    NoBeginning,

    /// <summary>The API could not read the registration, and so showed no trail.</summary>
    [JsonStringEnumMemberName("not-read")]
    NotRead,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Sequence">The number of the entry.</param>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Member">Which member differs.</param>
internal sealed record Flaw(long Sequence, FlawKind Kind, string? Member = null);

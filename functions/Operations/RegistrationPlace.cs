using System.Globalization;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Where a list continues: after this item, as the index has it. It contains the raw keys, so that an unreadable item is a valid place, too.</summary>
/// <param name="Partition">The index's partition: a state and one of its shards, a tenant, or an AWS account.</param>
/// <param name="Since">Since when, in milliseconds.</param>
/// <param name="Key">The item.</param>
internal sealed record RegistrationPlace(string Partition, long Since, (string Pk, string Sk) Key)
{
    // The partition comes last but for the keys, and with its length: a tenant's ID can contain any character.
    public static RegistrationPlace? Parse(string? text) =>
        text?.Split('|', 4) is [var since, var partitionLength, var pkLength, var rest]
        && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && Length(partitionLength) is { } partition && Length(pkLength) is { } pk
        && rest.Length - partition - pk is > 0 and <= Page.MaxSortKey
            ? new RegistrationPlace(rest[..partition], time, (rest[partition..(partition + pk)], rest[(partition + pk)..]))
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Since}|{Partition.Length}|{Key.Pk.Length}|{Partition}{Key.Pk}{Key.Sk}");

    // No partition key is longer: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html.
    private static int? Length(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and <= 2048 ? length : null;
}

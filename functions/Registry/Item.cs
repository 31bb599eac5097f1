using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Registry;

/// <summary>One item of the table, read and written by type. Null values are left out; times are milliseconds since 1970 UTC.</summary>
internal sealed class Item : IEquatable<Item>
{
    /// <summary>The version of the items' make-up; an item that names none is of the first.</summary>
    private const long Schema = 1;

    /// <summary>The initial capacity, in attributes.</summary>
    private const int UsualCount = 32;

    private static readonly long s_firstTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long s_lastTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public Item(string pk, string sk)
    {
        Attributes = new(UsualCount, StringComparer.Ordinal) { ["pk"] = new() { S = pk }, ["sk"] = new() { S = sk } };
    }

    public Item(Dictionary<string, AttributeValue> attributes) => Attributes = attributes;

    public Dictionary<string, AttributeValue> Attributes { get; }

    public Item With(string name, string? value)
    {
        if (value is not null)
            Attributes[name] = new AttributeValue { S = value };
        return this;
    }

    public Item With(string name, long? value) => value is { } number ? With(name, number) : this;

    public Item With(string name, long value)
    {
        Attributes[name] = Number(value);
        return this;
    }

    public Item With(string name, DateTimeOffset? value) => value is { } time ? With(name, time.ToUnixTimeMilliseconds()) : this;

    /// <summary>Refuses what a newer version of this program wrote: writing it back would lose what this one does not know.</summary>
    /// <exception cref="InvalidDataException">The item's attribute <c>schema</c> is beyond <see cref="Schema"/>.</exception>
    public Item Readable() => Attributes.ContainsKey("schema") && Integer("schema") > Schema
        ? throw new InvalidDataException($"The item is of schema {Integer("schema")}; this version reads up to {Schema}.")
        : this;

    public string Text(string name) => OptionalText(name) ?? throw new InvalidDataException($"The item has no {name}.");

    public string? OptionalText(string name) => Attributes.TryGetValue(name, out var value) ? value.S : null;

    public long Integer(string name) => !Attributes.TryGetValue(name, out var value)
        ? throw new InvalidDataException($"The item has no {name}.")
        : long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"The item's {name} is no whole number.");

    public long? OptionalInteger(string name) => Attributes.ContainsKey(name) ? Integer(name) : null;

    public DateTimeOffset Time(string name) => Integer(name) is var time && time >= s_firstTime && time <= s_lastTime
        ? DateTimeOffset.FromUnixTimeMilliseconds(time)
        : throw new InvalidDataException($"The item's {name} is no time.");

    public DateTimeOffset? OptionalTime(string name) => Attributes.ContainsKey(name) ? Time(name) : null;

    /// <summary>How many characters its values have together.</summary>
    public long Characters => Attributes.Values.Sum(v => (long)(v.S ?? v.N ?? "").Length);

    /// <summary>Whether another item has the same attributes with the same values.</summary>
    public bool Equals(Item? other) => other is not null
        && Attributes.Count == other.Attributes.Count
        && Attributes.All(a => other.Attributes.TryGetValue(a.Key, out var value) && a.Value.S == value.S && a.Value.N == value.N);

    public override bool Equals(object? obj) => Equals(obj as Item);

    public override int GetHashCode() => HashCode.Combine(Text("pk"), Text("sk"));

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}

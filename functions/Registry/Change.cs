using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Registry;

/// <summary>A conditional change of one item. Names are written <c>#name</c>, values <c>:name</c>.</summary>
internal sealed record Change((string Pk, string Sk) Key)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);

    /// <summary>What to change, in DynamoDB's update language; null in a delete.</summary>
    public string? Update { get; init; }

    /// <summary>Under which condition; null for none.</summary>
    public required string? Condition { get; init; }

    public Dictionary<string, string>? NamesOrNull => _names.Count > 0 ? _names : null;

    public Dictionary<string, AttributeValue>? ValuesOrNull => _values.Count > 0 ? _values : null;

    /// <summary>Lets <c>#name</c> stand for the attribute of that name: for those that DynamoDB reserves.</summary>
    public Change Named(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _names["#" + name] = name;
        return this;
    }

    public Change With(string name, string value)
    {
        _values[":" + name] = new AttributeValue { S = value };
        return this;
    }

    public Change With(string name, long value)
    {
        _values[":" + name] = Item.Number(value);
        return this;
    }

    public Change With(string name, DateTimeOffset value) => With(name, value.ToUnixTimeMilliseconds());
}

namespace Onboarding.Simulator.Policies;

/// <summary>Logic with a third value, null: not known, because the simulation does not know an operator, a key or a value.</summary>
internal static class Tri
{
    /// <summary>False wins over not known.</summary>
    public static bool? And(IEnumerable<bool?> values)
    {
        bool? result = true;
        foreach (var value in values)
        {
            if (value is false) return false;
            if (value is null) result = null;
        }
        return result;
    }

    /// <summary>True wins over not known.</summary>
    public static bool? Or(IEnumerable<bool?> values) => !And(values.Select(value => !value));
}

namespace Onboarding.EndToEnd.Faults;

/// <summary>The tests of the table of faults, which start and kill many processes: one after the other, while others run.</summary>
[CollectionDefinition(Name)]
public static class FaultTableCollection
{
    public const string Name = "Table of faults";
}

namespace Onboarding.EndToEnd.Faults;

/// <summary>The tests of the table of faults, which start and kill many processes: they run when the others have ended, and one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class FaultTableCollection
{
    public const string Name = "Table of faults";
}

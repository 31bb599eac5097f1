namespace Onboarding.EndToEnd;

/// <summary>Tests that share a sandbox, because starting one takes longer than they do. Each has its own tenants; faults are the whole sandbox's, so they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class StandingClock : ICollectionFixture<SandboxProcess>
{
    public const string Name = "The clock stands still";
}

/// <summary>Tests that share a sandbox and move its clock, and so run one after another. What is about all that is due has a sandbox of its own.</summary>
[CollectionDefinition(Name)]
public sealed class MovingClock : ICollectionFixture<SandboxProcess>
{
    public const string Name = "The clock is moved";
}

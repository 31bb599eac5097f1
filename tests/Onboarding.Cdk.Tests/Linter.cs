using Onboarding.Cdk.Packaging;

namespace Onboarding.Cdk.Tests;

/// <summary>CloudFormation's linter, which is a Python program and so does not come with the other packages: where it is not installed, its tests say that they are skipped.</summary>
internal static class Linter
{
    private const string Name = "cfn-lint";

    /// <summary>Why a test of the linter cannot run here, or null.</summary>
    public static string? Missing { get; } = Publication.IsInstalled(Name) ? null : $"{Name} is not installed: pip install {Name}";
}

/// <summary>A test that needs the linter.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinterFactAttribute : FactAttribute
{
    public LinterFactAttribute() => Skip = Linter.Missing;
}

/// <summary>A test that needs the linter, once for each of its rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinterTheoryAttribute : TheoryAttribute
{
    public LinterTheoryAttribute() => Skip = Linter.Missing;
}

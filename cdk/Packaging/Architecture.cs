using LambdaArchitecture = Amazon.CDK.AWS.Lambda.Architecture;

namespace Onboarding.Cdk.Packaging;

/// <summary>The processor that the functions run on.</summary>
internal sealed class Architecture
{
    private readonly Lazy<LambdaArchitecture> _forLambda;

    private Architecture(string name, string runtimeIdentifier, Func<LambdaArchitecture> forLambda)
    {
        Name = name;
        RuntimeIdentifier = runtimeIdentifier;
        _forLambda = new(forLambda);
    }

    public static Architecture X64 { get; } = new("x86_64", "linux-x64", () => LambdaArchitecture.X86_64);

    public static Architecture Arm64 { get; } = new("arm64", "linux-arm64", () => LambdaArchitecture.ARM_64);

    public static IReadOnlyList<Architecture> All { get; } = [X64, Arm64];

    /// <summary>As Lambda names it.</summary>
    public string Name { get; }

    /// <summary>As .NET names it.</summary>
    public string RuntimeIdentifier { get; }

    public LambdaArchitecture ForLambda => _forLambda.Value;

    public static Architecture Find(string name) => All.Single(a => a.Name == name);
}

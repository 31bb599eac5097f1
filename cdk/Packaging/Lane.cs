using Amazon.CDK.AWS.Lambda;

namespace Onboarding.Cdk.Packaging;

/// <summary>One of the two ways to run the same source on Lambda.</summary>
internal sealed class Lane
{
    private readonly Lazy<Runtime> _runtime;

    private Lane(string name, string handler, int limitBytes, bool supportsSnapStart, Func<Runtime> runtime)
    {
        Name = name;
        Handler = handler;
        PackageLimitBytes = limitBytes;
        SupportsSnapStart = supportsSnapStart;
        _runtime = new(runtime);
    }

    /// <summary>On Lambda's own .NET: a handler without colons names the assembly that it starts.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html and csharp-handler.html (executable assembly handlers)</remarks>
    public static Lane Managed { get; } = new(
        "managed",
        "Onboarding.Functions",
        4 << 20,
        supportsSnapStart: true,
        () => new Runtime("dotnet10", RuntimeFamily.DOTNET_CORE, new LambdaRuntimeProps { SupportsSnapStart = true }));

    /// <summary>One native executable on the bare operating system.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/dotnet-native-aot.html</remarks>
    public static Lane Native { get; } = new("native", "bootstrap", 8 << 20, supportsSnapStart: false, () => Runtime.PROVIDED_AL2023);

    public static IReadOnlyList<Lane> All { get; } = [Managed, Native];

    public string Name { get; }

    /// <summary>What Lambda calls the handler.</summary>
    public string Handler { get; }

    /// <summary>The maximum size of the zip: a small package is part of a fast cold start.</summary>
    public int PackageLimitBytes { get; }

    public bool SupportsSnapStart { get; }

    public Runtime Runtime => _runtime.Value;

    public static Lane Find(string name) => All.Single(l => l.Name == name);
}

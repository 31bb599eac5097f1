using System.Reflection;
using System.Text.RegularExpressions;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Onboarding.Functions;

namespace Onboarding.Tests.Contract;

/// <summary>The names of Lambda's packages that the product is written against: the same in <c>standins/Amazon.Lambda</c> and in the packages.</summary>
public sealed partial class LambdaSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string s_root = Root(AppContext.BaseDirectory);

    private static readonly bool s_isStandIn = typeof(ILambdaContext).Assembly == typeof(Function).Assembly;

    private static readonly Type[] s_types =
    [
        typeof(APIGatewayHttpApiV2ProxyRequest),
        typeof(APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription),
        typeof(APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.IAMDescription),
        typeof(APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.JwtDescription),
        typeof(APIGatewayHttpApiV2ProxyRequest.ProxyRequestContext),
        typeof(APIGatewayHttpApiV2ProxyResponse),
        typeof(ILambdaContext),
        typeof(Amazon.Lambda.Core.SnapshotRestore),
        typeof(Amazon.Lambda.RuntimeSupport.Bootstrap.LambdaBootstrapOptions),
        typeof(LambdaBootstrap),
        typeof(LambdaBootstrapBuilder),
        typeof(LambdaBootstrapInitializer),
    ];

    // The record was made from the packages' source, so what the product uses is there, whichever of the two it is built with.
    [Fact]
    public void Every_Recorded_Member_Is_There() => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Contract", "lambda-surface.txt")).Except(Members(), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void The_Stand_Ins_Have_Nothing_That_Is_Not_Recorded()
    {
        // The packages have more, and are not ours.
        if (s_isStandIn)
            Members().Except(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Contract", "lambda-surface.txt")), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Only_The_Entry_And_The_Http_Front_Use_Lambdas_Names() =>
        Directory.GetFiles(Path.Combine(s_root, "functions"), "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Path.Combine(s_root, "functions"), f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal))
            .Where(f => f is not ("Program.cs" or "Function.cs") && !f.StartsWith("Http/", StringComparison.Ordinal))
            .Where(f => UsingPattern().IsMatch(File.ReadAllText(Path.Combine(s_root, "functions", f))))
            .ShouldBeEmpty();

    [Fact]
    public void The_Stand_Ins_Know_Nothing_Of_The_Product() =>
        Directory.GetFiles(Path.Combine(s_root, "standins", "Amazon.Lambda"), "*.cs", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("Onboarding", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static IEnumerable<string> Members() => s_types.SelectMany(t => t.GetMembers(Declared).Select(m => Line(t, m)).OfType<string>());

    private static string? Line(Type type, MemberInfo member) => member switch
    {
        PropertyInfo property => $"{Name(type)}.{property.Name}: {Name(property.PropertyType)}",
        MethodInfo { Name: "BeginInvoke" or "EndInvoke" } => null,
        MethodInfo { IsSpecialName: false } method => $"{Name(type)}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))}): {Name(method.ReturnType)}",
        _ => null,
    };

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.FullName ?? type.Name;

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Onboarding.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"^\s*(global )?using (static )?([\w]+ = )?Amazon\.Lambda\b|\bAmazon\.Lambda\.", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsingPattern();
}

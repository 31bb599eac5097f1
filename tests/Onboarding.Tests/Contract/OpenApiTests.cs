using System.Reflection;
using Onboarding.Functions.Http;
using Onboarding.Functions.Refusals;

namespace Onboarding.Tests.Contract;

/// <summary>Holds <c>docs/openapi.yaml</c> and the code's routes and errors together.</summary>
public sealed class OpenApiTests
{
    private static readonly OpenApiDocument s_document = OpenApiDocument.Read();

    private static readonly Dictionary<string, ErrorCode> s_errors = typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (ErrorCode)f.GetValue(null)!)
        .ToDictionary(e => e.Code, StringComparer.Ordinal);

    public static TheoryData<string> Operations => [.. s_document.Operations.Select(o => o.Key)];

    [Fact]
    public void The_Documented_Operations_Are_The_Routes() =>
        s_document.Operations.Select(o => o.Key).Order(StringComparer.Ordinal).ShouldBe(Routes.All.Where(r => r.StandsFor is null).Select(r => r.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_Reference_Points_At_Something()
    {
        foreach (var reference in References())
            Should.NotThrow(() => s_document.Find(reference), reference);
    }

    [Fact]
    public void Every_Component_Is_Used()
    {
        var used = References().ToHashSet(StringComparer.Ordinal);
        var components = from kind in s_document.Root["components"]!.AsObject()
                         where kind.Key is not "securitySchemes"
                         from component in kind.Value!.AsObject()
                         select $"#/components/{kind.Key}/{component.Key}";

        components.Where(c => !used.Contains(c)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_Error_Code_Is_In_The_Enumeration() =>
        s_document.Schemas["ErrorCode"]!["enum"]!.AsArray().Select(c => c!.GetValue<string>()).Order(StringComparer.Ordinal)
            .ShouldBe(s_errors.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_Error_Code_Is_Documented_On_A_Route() =>
        s_document.Operations.SelectMany(o => o.Responses).SelectMany(r => r.Codes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(s_errors.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_Problem_Names_Its_Codes_Under_Their_Status(string operation)
    {
        foreach (var problem in Find(operation).Responses.Where(r => r.IsProblem))
        {
            problem.SchemaName.ShouldBe("Problem");
            problem.Codes.ShouldNotBeEmpty();
            problem.Codes.ShouldAllBe(c => s_errors.ContainsKey(c) && (s_errors[c].Status == problem.Status || IsAnsweredByAnotherStatus(c, problem.Status)));
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_Operation_Has_The_Security_Of_Its_Route(string operation)
    {
        string[] schemes = Routes.All.Single(r => r.Key == operation).Authorizer switch
        {
            RouteAuthorizer.Jwt => ["bearer"],
            RouteAuthorizer.Iam => ["sigv4"],
            RouteAuthorizer.None => [],
            var other => throw new InvalidOperationException($"No security scheme stands for {other}."),
        };

        Find(operation).Security.ShouldBe(schemes);
        schemes.ShouldBeSubsetOf(s_document.Root["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_Operation_Describes_The_Parameters_Of_Its_Path(string operation)
    {
        var inPath = operation.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'));

        Find(operation).Parameters.Where(p => p["in"]!.GetValue<string>() is "path").Select(p => p["name"]!.GetValue<string>()).ShouldBe(inPath);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_Operation_Documents_The_Common_Answers(string operation)
    {
        var responses = Find(operation).Responses;
        var codes = responses.SelectMany(r => r.Codes).ToHashSet(StringComparer.Ordinal);
        var route = Routes.All.Single(r => r.Key == operation);
        string[] always = route.Authorizer == RouteAuthorizer.None ? ["method-not-allowed", "internal"] : route.Capability is null ? ["unauthorized", "method-not-allowed", "internal"] : ["unauthorized", "not-allowed", "method-not-allowed", "internal"];
        string[] withBody = ["request-malformed", "too-large"];

        // API Gateway's own answers: no token or no right, no route, too many requests.
        int[] refused = route.Authorizer switch { RouteAuthorizer.Jwt => [401], RouteAuthorizer.Iam => [403], _ => [] };
        int[] own = [.. refused, 404, 429];
        responses.Where(r => r.SchemaName is "GatewayMessage").Select(r => r.Status).Intersect(own).ShouldBe(own);
        codes.IsSupersetOf(Find(operation).Requests.Any() ? [.. always, .. withBody] : always).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Answers_That_Ask_To_Try_Again_Say_When(string operation)
    {
        foreach (var response in Find(operation).Responses.Where(r => r.Status is 202 || (r.Status is 503 && r.IsProblem)))
            (response.Headers?["Retry-After"]).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_Operation_Is_Explained_To_People(string operation)
    {
        var node = Find(operation).Node;

        node["summary"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        node["description"]!.GetValue<string>().ShouldMatch(@"\p{IsHiragana}");
    }

    // For the owner of a connection, a role that denies access is the connection's state, not an error in the request.
    private static bool IsAnsweredByAnotherStatus(string code, int status) => code == Errors.RoleNotAssumable.Code && status == 409;

    private static OpenApiOperation Find(string key) => s_document.Operations.Single(o => o.Key == key);

    private static IEnumerable<string> References() => OpenApiDocument.Everything(s_document.Root).Select(OpenApiDocument.ReferenceOf).OfType<string>();
}

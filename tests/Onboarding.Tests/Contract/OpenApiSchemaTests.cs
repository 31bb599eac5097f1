using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Onboarding.Functions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Connections;
using Onboarding.Functions.Http;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the schemas and examples of <c>docs/openapi.yaml</c> and the types that are read and written together.</summary>
public sealed class OpenApiSchemaTests
{
    private static readonly OpenApiDocument s_document = OpenApiDocument.Read();

    public static TheoryData<string> Names => [.. ContractTypes.BySchema.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_Schema_Has_Its_Types_Members(string name)
    {
        var type = ContractTypes.BySchema[name];
        s_document.Schemas.ShouldContainKey(name);

        DocumentedMembers(s_document.Schemas[name]!).Order(StringComparer.Ordinal)
            .ShouldBe(type.Properties.Select(p => Member(type, p)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_What_Callers_Send_Is_Closed_To_Other_Members(string name) =>
        (s_document.Schemas[name]!["additionalProperties"]?.GetValue<bool>() is false).ShouldBe(ContractTypes.IsRequest(ContractTypes.BySchema[name]));

    [Fact]
    public void Every_Body_Is_Described_By_A_Schema_With_Members_Or_Is_A_Policy() =>
        s_document.Operations.SelectMany(o => o.Requests.Concat(o.Responses)).Where(c => c.MediaType is not null).Select(c => c.SchemaName ?? "(none)")
            .Except(ContractTypes.BySchema.Keys, StringComparer.Ordinal).ShouldBe(["GatewayMessage", "PolicyDocument"], ignoreOrder: true);

    [Fact]
    public void Every_Example_Is_What_The_Code_Reads_And_Writes()
    {
        foreach (var content in s_document.Operations.SelectMany(o => o.Requests.Concat(o.Responses)))
        {
            if (!ContractTypes.BySchema.TryGetValue(content.SchemaName ?? "(none)", out var type))
                continue;
            foreach (var example in content.Examples)
            {
                var value = example.Deserialize(type);
                JsonNode.DeepEquals(JsonSerializer.SerializeToNode(value, type), example).ShouldBeTrue(example.ToJsonString());
                if (!ContractTypes.IsRequest(type))
                    JsonNode.DeepEquals(JsonNode.Parse(JsonSerializer.Serialize(value, AnswersJson.Default.GetTypeInfo(type.Type)!)), example).ShouldBeTrue(example.ToJsonString());
            }
        }
    }

    [Fact]
    public void Every_Example_Of_A_Problem_Is_One_That_Its_Response_Names()
    {
        foreach (var content in s_document.Operations.SelectMany(o => o.Responses).Where(r => r.IsProblem))
        {
            foreach (var problem in content.Examples.Select(Read<Problem>))
            {
                content.Codes.ShouldContain(problem.Code, StringComparer.Ordinal);
                problem.Status.ShouldBe(content.Status);
                problem.Type.ShouldBe("urn:onboarding:problem:" + problem.Code);
            }
        }
    }

    [Fact]
    public void Every_Example_Of_A_Problem_Says_What_The_Code_Says()
    {
        foreach (var problem in Examples.Select(e => e.Value!["value"]!).Where(v => v is JsonObject o && o.ContainsKey("instance")).Select(Read<Problem>))
        {
            var error = Errors.All.Single(e => e.Code == problem.Code);
            var language = problem.Title == error.Title.Japanese ? Language.Japanese : Language.English;
            problem.Title.ShouldBe(error.Title.In(language));
            problem.Detail.ShouldMatch(Filled(error.Detail.In(language)), problem.Code);
            problem.Hint.ShouldMatch(Filled(error.Hint.In(language)), problem.Code);
        }

        static string Filled(string text) =>
            "^" + Enumerable.Range(0, 4).Aggregate(Regex.Escape(text), (pattern, place) => pattern.Replace($"\\{{{place}}}", ".+", StringComparison.Ordinal)) + "$";
    }

    [Fact]
    public void The_Example_Of_The_Operators_Policy_Is_The_Policy()
    {
        var policy = OperatorPolicy.Render(
            ProductSettings.Of("profiles").Vendor, "aws", "https://onboarding-templates.s3.us-east-1.amazonaws.com/templates", "onboarding-templates", Profile.All, PolicyStyle.Inline);

        JsonNode.DeepEquals(Examples["OperatorPolicy"]!["value"], JsonNode.Parse(policy)).ShouldBeTrue();
    }

    [Fact]
    public void The_Example_Of_The_Manual_Steps_Matches_The_Code()
    {
        var example = Read<OnboardingView>(Examples.Select(e => e.Value!["value"]!).Single(v => v is JsonObject o && o.ContainsKey("steps")));
        ExternalId.TryParse(example.ExternalId, out var externalId).ShouldBeTrue();
        var record = MintedOnboarding.At(DateTimeOffset.UnixEpoch, externalId: externalId) with { Method = OnboardingMethod.Manual, RoleName = example.RoleName };

        ManualSteps.All(ProductSettings.Of("onboardings").Vendor, record, [record.RoleName], []).Select(s => s.English).ShouldBe(example.Steps!);
    }

    [Fact]
    public void The_Enumerations_Are_The_Names_In_The_Code()
    {
        Enumeration("Method").ShouldBe(Constants(typeof(OnboardingMethod)), ignoreOrder: true);
        Enumeration("OnboardingStatus").ShouldBe(Constants(typeof(OnboardingStatus)), ignoreOrder: true);
        Enumeration("AccountStatus").ShouldBe(Constants(typeof(AccountStatus)), ignoreOrder: true);
        Enumeration("ConnectionStatus").ShouldBe(Constants(typeof(ConnectionStatus)), ignoreOrder: true);
        Enumeration("Probe", "answer").ShouldBe(Constants(typeof(Probe)), ignoreOrder: true);
        Enumeration("UserType").ShouldBe(Constants(typeof(UserType)), ignoreOrder: true);
        Enumeration("Verifying", "code").ShouldBe([Errors.RoleNotAssumable.Code]);
    }

    private static T Read<T>(JsonNode example) => (T)example.Deserialize(ContractTypes.Info(typeof(T)))!;

    private static JsonObject Examples => s_document.Root["components"]!["examples"]!.AsObject();

    private static IEnumerable<string> DocumentedMembers(JsonNode schema)
    {
        var required = schema["required"]?.AsArray().Select(r => r!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        return schema["properties"]!.AsObject().Select(p => Sentence(p.Key, DocumentedKind(p.Value!), required.Contains(p.Key), AllowsNull(p.Value!)));
    }

    // Requests can omit or null members with a default; in answers, a member is present exactly if it has a value.
    private static string Member(JsonTypeInfo type, JsonPropertyInfo property) => ContractTypes.IsRequest(type)
        ? Sentence(property.Name, Kind(property.PropertyType), property.IsRequired, property.IsSetNullable)
        : Sentence(property.Name, Kind(property.PropertyType), !property.IsGetNullable, allowsNull: false);

    private static string Sentence(string name, string kind, bool isRequired, bool allowsNull) =>
        $"{name}: {kind}{(isRequired ? ", required" : "")}{(allowsNull ? ", null allowed" : "")}";

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "string",
        var t when t == typeof(UtcTime) => "time",
        var t when t == typeof(int) || t == typeof(long) => "integer",
        var t when t == typeof(bool) => "boolean",
        var t when t == typeof(JsonElement) || ContractTypes.Info(t).Kind == JsonTypeInfoKind.Dictionary => "object",
        var t when ContractTypes.Info(t) is { Kind: JsonTypeInfoKind.Enumerable } list => "array of " + Kind(list.ElementType!),
        var t => ContractTypes.SchemaName(ContractTypes.Info(t)),
    };

    private static string DocumentedKind(JsonNode schema)
    {
        var one = Alternatives(schema).Single(a => !IsNull(a));
        if (OpenApiDocument.SchemaName(one) is { } name && ContractTypes.BySchema.ContainsKey(name))
            return name;
        var resolved = s_document.Resolve(one);
        var kind = (resolved["type"] is JsonArray types ? types.First(t => t!.GetValue<string>() is not "null") : resolved["type"])!.GetValue<string>();
        return kind switch
        {
            "string" when resolved["format"]?.GetValue<string>() is "date-time" => "time",
            "array" => "array of " + DocumentedKind(resolved["items"]!),
            _ => kind,
        };
    }

    private static bool AllowsNull(JsonNode schema) =>
        Alternatives(schema).Any(IsNull) || (schema["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() is "null"));

    private static IEnumerable<JsonNode> Alternatives(JsonNode schema) => schema["oneOf"]?.AsArray().OfType<JsonNode>() ?? [schema];

    private static bool IsNull(JsonNode schema) => schema["type"] is JsonValue type && type.GetValue<string>() is "null";

    private static IEnumerable<string> Enumeration(string schema, string? property = null)
    {
        var node = s_document.Schemas[schema]!;
        return (property is null ? node : node["properties"]![property]!)["enum"]!.AsArray().Select(v => v!.GetValue<string>());
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
}

using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Onboarding.Functions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Contract;

/// <summary>Holds the schemas in <c>docs/events/</c> and the events that go out together.</summary>
public sealed class EventSchemaTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] s_ofFreezes = Names(typeof(FreezeEventTypes));

    private static readonly string[] s_types = [.. Names(typeof(EventTypes)), .. s_ofFreezes];

    public static TheoryData<string> Types => new(s_types);

    [Theory]
    [MemberData(nameof(Types))]
    public void The_Schema_Of_An_Event_Is_That_Of_What_The_Code_Writes(string type)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "docs", "events", FileOf(type));

        File.Exists(file).ShouldBeTrue($"{file} should be:\n{Schema(type)}");
        File.ReadAllText(file).TrimEnd().ShouldBe(Schema(type));
    }

    [Fact]
    public void Every_Schema_Belongs_To_An_Event() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs", "events"), "*.schema.json").Select(Path.GetFileName)
            .ShouldBe(s_types.Select(FileOf), ignoreOrder: true);

    private static string[] Names(Type type) => [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    private static string FileOf(string type) => type.ToLowerInvariant().Replace(' ', '-') + ".schema.json";

    // What every event of the type has is required; what only some types have is named for those alone.
    private static string Schema(string type)
    {
        var detail = JsonSchemaExporter.GetJsonSchemaAsNode(s_ofFreezes.Contains(type, StringComparer.Ordinal) ? FunctionsJson.Api.FreezeDetail : FunctionsJson.Api.EventDetail, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => context.TypeInfo.Type == typeof(UtcTime)
                ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
                : node,
        }).AsObject();
        var properties = detail["properties"]!.AsObject();
        if (type != EventTypes.CleanupReminder)
            properties.Remove("reminder");
        if (type is not (EventTypes.CleanupReminder or EventTypes.AccountDetached))
            properties.Remove("cleanup");
        if (type is not (EventTypes.AccountDegraded or EventTypes.OnboardingExpired))
            properties.Remove("code");
        if (type is not EventTypes.TemplateUpdateAvailable)
        {
            properties.Remove("templateVersion");
            properties.Remove("availableVersion");
        }

        foreach (var (_, property) in properties)
            WithoutNull(property!.AsObject());
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = type,
            ["description"] = "The detail of the event with this detail-type and the source onboarding.",
        };
        foreach (var (name, value) in detail)
            schema[name] = value?.DeepClone();
        return schema.ToJsonString(s_indented);
    }

    // A member without a value is absent, never null.
    private static void WithoutNull(JsonObject property)
    {
        if (property["type"] is JsonArray types)
            property["type"] = types.Select(t => t!.GetValue<string>()).Single(t => t is not "null");
    }
}

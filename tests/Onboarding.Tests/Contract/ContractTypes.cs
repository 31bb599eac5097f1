using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Contract;

/// <summary>The types that callers of the HTTP API send and get, with the schema that describes each.</summary>
internal static class ContractTypes
{
    /// <summary>What is JSON, but not between the API and its callers: Lambda's events and the schedule's, the outbox, the audit, checks as they are kept, what a stack says, and JSON of any shape.</summary>
    private static readonly Type[] s_others =
    [
        typeof(APIGatewayHttpApiV2ProxyResponse), typeof(AuditEntry), typeof(Check), typeof(CleanupRemains), typeof(EventDetail), typeof(FreezeDetail), typeof(JsonElement), typeof(ScheduledEvent), typeof(StackInfoJson),
    ];

    // By reflection: of what it answers, the product has no metadata.
    private static readonly JsonSerializerOptions s_options = new(FunctionsJson.Api.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static IReadOnlyDictionary<string, JsonTypeInfo> BySchema { get; } = typeof(FunctionsJson).GetCustomAttributesData().Concat(typeof(AnswersJson).GetCustomAttributesData())
        .Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
        .Select(a => (Type)a.ConstructorArguments[0].Value!)
        .Except(s_others)
        .SelectMany(t => WithMembers(Info(t)))
        .DistinctBy(t => t.Type)
        .ToDictionary(SchemaName, StringComparer.Ordinal);

    /// <summary>The name of a type's schema: the type's, without “View”.</summary>
    public static string SchemaName(JsonTypeInfo type) =>
        type.Type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Type.Name[..^"View".Length] : type.Type.Name;

    public static JsonTypeInfo Info(Type type) => s_options.GetTypeInfo(type);

    /// <summary>Whether callers send it: what they send is read strictly.</summary>
    public static bool IsRequest(JsonTypeInfo type) => type.UnmappedMemberHandling is JsonUnmappedMemberHandling.Disallow;

    private static IEnumerable<JsonTypeInfo> WithMembers(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => type.Properties.SelectMany(p => WithMembers(Info(p.PropertyType))).Prepend(type),
        JsonTypeInfoKind.Enumerable => WithMembers(Info(type.ElementType!)),
        _ => [],
    };
}

using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Onboarding.Functions.Http;

/// <summary>How an answer is handed to API Gateway, by the rules of <see cref="AnswersJson"/>.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class GatewayJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Tests.Contract;

/// <summary>The API Gateway events in <c>tests/events</c>, as they are sent to a function.</summary>
internal static class Events
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events", name + ".json"));

    /// <summary>An event with some of its members replaced.</summary>
    public static string Read(string name, Action<JsonObject> change)
    {
        var lambdaEvent = JsonNode.Parse(Read(name))!.AsObject();
        change(lambdaEvent);
        return lambdaEvent.ToJsonString();
    }

    /// <summary>The answer's status and its body as JSON.</summary>
    public static (int Status, JsonElement Body, JsonElement Headers) Parse(RuntimeMessage message)
    {
        message.Kind.ShouldBe("response");
        var answer = JsonElement.Parse(message.Body);
        var body = answer.TryGetProperty("body", out var text) ? JsonElement.Parse(text.GetString()!) : default;
        return (answer.GetProperty("statusCode").GetInt32(), body, answer.GetProperty("headers"));
    }
}

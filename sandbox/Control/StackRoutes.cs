
namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/stacks</c>: customers' stacks without a browser.</summary>
internal sealed class StackRoutes(SimulatedAws aws, StackCreation creation) : IControlRoutes
{
    /// <inheritdoc />
    public void Map(ControlMap routes)
    {
        routes.Add("POST", "/sandbox/stacks", CreateAsync);
        routes.Add("GET", "/sandbox/stacks", context => SandboxJson.WriteAsync(context, 200, aws.Stacks().Select(Answer.Of).ToArray()));
        routes.Add("DELETE", "/sandbox/stacks/{stackId}", DeleteAsync);
        routes.Add("PUT", "/sandbox/stacks/{stackId}/status", SetStatusAsync);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var request = await StrictBody.ReadAsync<Creation>(context);
        if (QuickCreateLink.Parse(request.QuickCreateUrl, out var problem) is not { } link)
        {
            throw new BadRequestException(problem!);
        }

        var prepared = await creation.PrepareAsync(
            link, Accounts.Checked(request.AwsAccountId), request.StackName, request.Parameters ?? new Dictionary<string, string>(StringComparer.Ordinal), context.RequestAborted);
        var stack = await aws.CreateStackAsync(prepared, TimeSpan.Zero, context.RequestAborted);
        await SandboxJson.WriteAsync(context, 200, Answer.Of(stack));
    }

    private Task DeleteAsync(HttpContext context)
    {
        aws.DeleteStack(Find(context).StackId);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task SetStatusAsync(HttpContext context)
    {
        var request = await StrictBody.ReadAsync<Status>(context);
        aws.SetStackStatus(Find(context).StackId, request.Value);
        context.Response.StatusCode = 204;
    }

    private StackView Find(HttpContext context)
    {
        var id = ControlMap.Segment(context, "stackId");
        return aws.FindStack(id) ?? throw new BadRequestException($"There is no stack {id}.");
    }

    internal sealed record Creation
    {
        public required string QuickCreateUrl { get; init; }
        public required string AwsAccountId { get; init; }
        public string? StackName { get; init; }
        public IReadOnlyDictionary<string, string>? Parameters { get; init; }
    }

    internal sealed record Status
    {
        [System.Text.Json.Serialization.JsonPropertyName("status")]
        public required string Value { get; init; }
    }

    private sealed record Answer
    {
        public required string StackId { get; init; }
        public required string StackName { get; init; }
        public required string AwsAccountId { get; init; }
        public required string Region { get; init; }
        public required string Status { get; init; }
        public string? StatusReason { get; init; }
        public required IReadOnlyDictionary<string, string> Outputs { get; init; }

        public static Answer Of(StackView stack) => new()
        {
            StackId = stack.StackId,
            StackName = stack.StackName,
            AwsAccountId = stack.AccountId,
            Region = stack.Region,
            Status = stack.Status,
            StatusReason = stack.StatusReason,
            Outputs = stack.Outputs.ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal),
        };
    }
}

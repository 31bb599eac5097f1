
namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/faults</c> and <c>/sandbox/calls</c>: what AWS is to do wrong next, and what was asked of it.</summary>
internal sealed class FaultRoutes(Faults faults, CallLog calls) : IControlRoutes
{
    /// <inheritdoc />
    public void Map(ControlMap routes)
    {
        routes.Add("POST", "/sandbox/faults", AddAsync);
        routes.Add("DELETE", "/sandbox/faults", context => Cleared(context, () => faults.Clear(Text(context, "caller"), Text(context, "about"))));
        routes.Add("GET", "/sandbox/calls", context => SandboxJson.WriteAsync(context, 200, calls.All()));
        routes.Add("DELETE", "/sandbox/calls", context => Cleared(context, calls.Clear));
    }

    private async Task AddAsync(HttpContext context)
    {
        var fault = await StrictBody.ReadAsync<Fault>(context);
        try
        {
            faults.Add(fault);
        }
        catch (ArgumentException e)
        {
            throw new BadRequestException(e.Message);
        }

        context.Response.StatusCode = 204;
    }

    private static string? Text(HttpContext context, string name) => context.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    private static Task Cleared(HttpContext context, Action clear)
    {
        clear();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}

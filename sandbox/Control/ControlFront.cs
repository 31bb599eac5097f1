using Onboarding.Sandbox.Gateway;

namespace Onboarding.Sandbox.Control;

/// <summary>Answers everything below <c>/sandbox/</c>; a wrong request gets 400 and a sentence.</summary>
internal sealed class ControlFront
{
    private readonly ControlMap _map = new();

    /// <summary>Collects the routes.</summary>
    public ControlFront(IEnumerable<IControlRoutes> parts)
    {
        foreach (var part in parts)
        {
            part.Map(_map);
        }
    }

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var found = _map.Find(context, RawTarget.Of(context).Path.Split('/'));
        if (found.FirstOrDefault(r => string.Equals(r.Method, context.Request.Method, StringComparison.Ordinal)) is not { } route)
        {
            var methods = string.Join(", ", found.Select(r => r.Method));
            await (found.Count == 0
                ? SandboxJson.MessageAsync(context, 404, "The sandbox has no such route.")
                : SandboxJson.MessageAsync(context, 405, $"This route takes {methods}."));
            return;
        }

        try
        {
            await route.Answer(context);
        }
        catch (BadRequestException e)
        {
            await SandboxJson.MessageAsync(context, 400, e.Message);
        }
        catch (AwsErrorException e)
        {
            await SandboxJson.MessageAsync(context, 400, $"{e.Code}: {e.Message}");
        }
    }
}

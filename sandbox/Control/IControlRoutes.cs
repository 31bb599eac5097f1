namespace Onboarding.Sandbox.Control;

/// <summary>Some of the routes below <c>/sandbox/</c>.</summary>
internal interface IControlRoutes
{
    /// <summary>Adds the routes.</summary>
    void Map(ControlMap routes);
}

namespace Onboarding.Sandbox;

/// <summary>Where the sandbox is.</summary>
/// <param name="Port">The port of the page and of everything else.</param>
internal sealed record SandboxAddress(int Port)
{
    /// <summary>The address as people and templates write it.</summary>
    public string ForPeople => $"http://localhost:{Port}";

    /// <summary>The address as the functions' AWS clients are given it.</summary>
    public string ForFunctions => $"http://127.0.0.1:{Port}";
}

using Onboarding.Sandbox.Processes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The executable that every function runs, and how it is started.</summary>
/// <param name="File">What the operating system starts.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="TaskRoot">The folder of the function's code, <c>LAMBDA_TASK_ROOT</c>.</param>
/// <param name="Handler">The handler's name, <c>_HANDLER</c>.</param>
/// <param name="Runtime">The runtime's identifier, <c>AWS_EXECUTION_ENV</c>.</param>
internal sealed record FunctionsBuild(string File, IReadOnlyList<string> Arguments, string TaskRoot, string Handler, string Runtime)
{
    private const string Assembly = "Onboarding.Functions.dll";

    /// <summary>Finds the build: the one that was asked for, or the one that was built with the sandbox.</summary>
    /// <param name="path">A <c>.dll</c>, started as the managed runtime does with <c>dotnet exec</c>, or an executable, started directly.</param>
    /// <exception cref="StartProblemException">There is no such build.</exception>
    public static FunctionsBuild At(string? path)
    {
        var file = path ?? Path.Combine(AppContext.BaseDirectory, Assembly);
        if (!System.IO.File.Exists(file))
        {
            throw new StartProblemException($"The functions are not built: there is no {file}.");
        }

        var root = Path.GetDirectoryName(file)!;
        return file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? new(Executables.Dotnet, ["exec", file], root, Path.GetFileNameWithoutExtension(file), "AWS_Lambda_dotnet10")
            : new(file, [], root, "bootstrap", "AWS_Lambda_provided.al2023");
    }
}

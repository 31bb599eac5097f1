using System.CommandLine;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>completion</c>: a script that lets a shell complete this program's words.</summary>
/// <remarks>The words come from System.CommandLine's own <c>[suggest]</c> directive: https://learn.microsoft.com/dotnet/standard/commandline/how-to-enable-tab-completion. dotnet-suggest is not needed.</remarks>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _onboarding_ops() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _onboarding_ops onboarding-ops

            """,
        ["zsh"] = """
            _onboarding_ops() {
              local -a words_of_ops
              words_of_ops=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -a words_of_ops
            }
            compdef _onboarding_ops onboarding-ops

            """,
        ["fish"] = """
            complete -c onboarding-ops -f -a '(onboarding-ops "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'

            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName onboarding-ops -ScriptBlock {
              param($word, $line, $position)
              onboarding-ops "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }

            """,
    };

    public static Command Make(Frame frame)
    {
        var shell = new Argument<string>("shell") { Description = Words.Shell.In(frame.Language), HelpName = "bash|zsh|fish|pwsh" };
        shell.CompletionSources.Add([.. s_scripts.Keys]);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !s_scripts.ContainsKey(token.Value))
                result.AddError(Complaints.ShellUnknown.In(frame.Language, Printable.Of(token.Value)));
        });
        var command = new Command("completion", Words.Completion.In(frame.Language)) { shell };
        command.SetAction(result => frame.Surroundings.Output.Write(s_scripts[result.GetRequiredValue(shell)]));
        return command;
    }
}

using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>stale</c>: what has been unfinished or not cleaned up for long; deletes it on request.</summary>
internal static class StaleCommand
{
    private const string State = "stale";

    public static Command Make(Frame frame)
    {
        var olderThan = Choices.OlderThan(frame.Language);
        var delete = new Option<bool>("--delete") { Description = Words.StaleDelete.In(frame.Language) };
        var execute = Choices.Execute(frame.Language);
        return frame.Make(
            "stale",
            Words.Stale,
            (result, session, cancellation) =>
            {
                var filter = new RegistrationFilter(State, result.GetValue(olderThan));
                if (result.GetValue(delete))
                    return DeleteAsync(session, filter, result.GetValue(execute), cancellation);
                return result.GetValue(execute)
                    ? throw new StopException(ExitCode.Usage, Complaints.ExecuteWithoutDelete.In(frame.Language))
                    : RegistrationsCommand.ListAsync(session, filter, RegistrationListing.Usual, cancellation);
            },
            olderThan,
            delete,
            execute);
    }

    private static async Task<ExitCode> DeleteAsync(Session session, RegistrationFilter filter, bool execute, CancellationToken cancellation)
    {
        var registrations = await RegistrationsCommand.ReadAsync(session, filter, cancellation);
        return await new Deleting(session, execute).RunAsync([.. registrations.Select(r => r.Id)], cancellation);
    }
}

using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>registrations list|show|delete</c>.</summary>
internal static class RegistrationsCommand
{
    public static Command Make(Frame frame) => frame.Group("registrations", Words.Registrations, List(frame), Show(frame), Delete(frame));

    /// <summary>Prints the registrations that a filter lets through.</summary>
    public static async Task<ExitCode> ListAsync(Session session, RegistrationFilter filter, CancellationToken cancellation)
    {
        var registrations = await ReadAsync(session, filter, cancellation);
        session.Printer.Print(
            new RegistrationPage(registrations), OpsJson.Printed.RegistrationPage, () => RegistrationTable.Of(registrations, session.Language, session.Api.Now));
        return ExitCode.Done;
    }

    /// <summary>Reads every page, and counts while it does.</summary>
    public static Task<IReadOnlyList<Registration>> ReadAsync(Session session, RegistrationFilter filter, CancellationToken cancellation) =>
        session.Printer.WorkAsync<IReadOnlyList<Registration>>(Messages.Listing, async report =>
        {
            var registrations = new List<Registration>();
            await foreach (var registration in session.Api.ListAsync(filter, cancellation))
            {
                registrations.Add(registration);
                report(registrations.Count);
            }

            // The API's order is that of its shards.
            return [.. registrations.OrderBy(r => r.Since).ThenBy(r => r.Id, StringComparer.Ordinal)];
        });

    private static Command List(Frame frame)
    {
        var filter = new FilterOptions(frame.Language);
        return frame.Make("list", Words.List, (result, session, cancellation) => ListAsync(session, filter.Of(result), cancellation), filter.All);
    }

    private static Command Show(Frame frame)
    {
        var id = Choices.Id(frame.Language);
        return frame.Make("show", Words.Show, (result, session, cancellation) => ShowAsync(session, result.GetRequiredValue(id), cancellation), id);
    }

    private static async Task<ExitCode> ShowAsync(Session session, string id, CancellationToken cancellation)
    {
        var registration = await session.Api.LookAsync(id, cancellation);
        session.Printer.Print(registration, OpsJson.Printed.Registration, () => RegistrationSheet.Of(registration, session.Language, session.Api.Now));
        return ExitCode.Done;
    }

    private static Command Delete(Frame frame)
    {
        var (ids, execute) = (Choices.Ids(frame.Language, ArgumentArity.OneOrMore), Choices.Execute(frame.Language));
        return frame.Make(
            "delete",
            Words.Delete,
            (result, session, cancellation) =>
                new Deleting(session, result.GetValue(execute)).RunAsync(result.GetRequiredValue(ids).Distinct(StringComparer.Ordinal).ToList(), cancellation),
            ids,
            execute);
    }
}

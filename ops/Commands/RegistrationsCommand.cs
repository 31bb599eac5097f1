using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Help;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>registrations list|show|delete</c>.</summary>
internal static class RegistrationsCommand
{
    public static Command Make(Frame frame) => frame.Group("registrations", Words.Registrations, List(frame), Show(frame), Delete(frame));

    /// <summary>Prints the registrations that a filter lets through.</summary>
    public static async Task<ExitCode> ListAsync(Session session, RegistrationFilter filter, RegistrationListing listing, CancellationToken cancellation)
    {
        var registrations = listing.Order.Of(await ReadAsync(session, filter, cancellation));
        session.Printer.Print(
            new RegistrationPage(registrations), OpsJson.Printed.RegistrationPage, () => RegistrationTable.Of(registrations, listing.Columns, session.Language, session.Api.Now));
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

            return RegistrationOrder.Usual.Of(registrations);
        });

    private static Command List(Frame frame)
    {
        var (filter, listing) = (new FilterOptions(frame.Language), new ListingOptions(frame.Language));
        return frame.Make(
            "list",
            Words.List,
            (result, session, cancellation) => Watching.RunAsync(
                session,
                frame.Surroundings.Time,
                listing.WatchOf(result),
                () => ListAsync(session, filter.Of(result) with { Limit = listing.LimitOf(result) }, listing.Of(result), cancellation),
                cancellation),
            [.. filter.All, .. listing.All])
            .With(
                "registrations list --tenant acme",
                "registrations list --state degraded --sort -since --wide",
                "registrations list --name production --columns id,tenant,name,version",
                "registrations list --template-version '<1.1.0' --state active --json",
                "registrations list --state verifying --watch 10");
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
            execute)
            .With("registrations delete k7fq2mzc9ahx4tjw8npr3byd", "registrations delete k7fq2mzc9ahx4tjw8npr3byd --execute");
    }
}

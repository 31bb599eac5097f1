using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>freeze</c>, <c>thaw</c> and <c>freezes</c>: the operators' switch for sessions in customers' accounts.</summary>
internal static class FreezeCommands
{
    /// <summary><c>freeze</c>: just one of a connection, a tenant and everything.</summary>
    public static Command Freeze(Frame frame)
    {
        var language = frame.Language;
        var id = new Option<string>("--connection") { Description = Words.FreezeConnection.In(language), HelpName = "ID" };
        var tenant = new Option<string>("--tenant") { Description = Words.FreezeTenant.In(language), HelpName = "ID" };
        var all = new Option<bool>("--all") { Description = Words.FreezeAll.In(language) };
        var reason = new Option<string>("--reason") { Description = Words.FreezeReason.In(language), HelpName = "TEXT", Required = true };
        var command = frame.Make(
            "freeze",
            Words.Freeze,
            async (result, session, cancellation) =>
            {
                var order = new FreezeOrder(result.GetRequiredValue(reason), result.GetValue(id), result.GetValue(tenant), result.GetValue(all) ? true : null);
                var freeze = await session.Api.FreezeAsync(order, cancellation);
                session.Printer.Print(freeze, OpsJson.Printed.Freeze, () => FreezeTable.Of(freeze, session.Language));
                return ExitCode.Done;
            },
            id,
            tenant,
            all,
            reason);
        command.Validators.Add(result =>
        {
            if (new[] { result.GetResult(id) is not null, result.GetResult(tenant) is not null, result.GetValue(all) }.Count(chosen => chosen) != 1)
                result.AddError(Complaints.FreezeWhat.In(language));
        });
        return command;
    }

    /// <summary><c>thaw</c>.</summary>
    public static Command Thaw(Frame frame)
    {
        var id = Choices.Id(frame.Language);
        id.Description = Words.FreezeId.In(frame.Language);
        return frame.Make(
            "thaw",
            Words.Thaw,
            async (result, session, cancellation) =>
            {
                await session.Api.ThawAsync(result.GetRequiredValue(id), cancellation);
                return ExitCode.Done;
            },
            id);
    }

    /// <summary><c>freezes</c>: lists what is frozen.</summary>
    public static Command List(Frame frame) => frame.Make("freezes", Words.Freezes, async (_, session, cancellation) =>
    {
        var freezes = await session.Api.FreezesAsync(cancellation);
        session.Printer.Print(new Freezes(freezes), OpsJson.Printed.Freezes, () => FreezeTable.Of(freezes, session.Language));
        return ExitCode.Done;
    });
}

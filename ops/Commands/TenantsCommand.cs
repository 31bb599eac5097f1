using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>tenants erase|pseudonym</c>: what is kept of a tenant's people.</summary>
internal static class TenantsCommand
{
    public static Command Make(Frame frame) => frame.Group("tenants", Words.Tenants, Erase(frame), Pseudonym(frame));

    private static Argument<string> Tenant(Language language) => new("tenant") { Description = Words.TenantId.In(language) };

    private static Command Erase(Frame frame)
    {
        var (tenant, execute) = (Tenant(frame.Language), new Option<bool>("--execute", "--yes") { Description = Words.ExecuteErase.In(frame.Language) });
        return frame.Make(
            "erase",
            Words.Erase,
            (result, session, cancellation) => EraseAsync(session, result.GetRequiredValue(tenant), result.GetValue(execute), cancellation),
            tenant,
            execute);
    }

    private static async Task<ExitCode> EraseAsync(Session session, string tenant, bool execute, CancellationToken cancellation)
    {
        var erasure = execute ? await session.Api.EraseAsync(tenant, cancellation) : new Erasure(tenant, Erased: false);
        var text = execute ? Messages.Erased(erasure.Erased) : Messages.WouldErase;
        session.Printer.Print(erasure, OpsJson.Printed.Erasure, () => Sheet.Of(text.In(session.Language, Printable.Of(tenant))));
        return ExitCode.Done;
    }

    private static Command Pseudonym(Frame frame)
    {
        var (tenant, person) = (Tenant(frame.Language), new Argument<string>("sub") { Description = Words.Person.In(frame.Language) });
        return frame.Make(
            "pseudonym",
            Words.Pseudonym,
            (result, session, cancellation) => FindAsync(session, new(result.GetRequiredValue(tenant), result.GetRequiredValue(person)), cancellation),
            tenant,
            person);
    }

    private static async Task<ExitCode> FindAsync(Session session, PseudonymQuestion question, CancellationToken cancellation)
    {
        var found = await session.Api.PseudonymAsync(question, cancellation);
        session.Printer.Print(
            found, OpsJson.Printed.PseudonymAnswer, () => Sheet.Of(found.Pseudonym ?? Messages.NoPseudonyms.In(session.Language, Printable.Of(question.Tenant))));
        return found.Pseudonym is null ? ExitCode.NotFound : ExitCode.Done;
    }
}

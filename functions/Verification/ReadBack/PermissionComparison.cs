namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>A policy of a role as it was read.</summary>
internal sealed record NamedPolicy(string Name, Policy Policy)
{
    public IReadOnlyList<Statement> Statements => Policy.Statements;
}

/// <summary>Compares what a role's policies say with what they should: by what they mean, not by how they are written.</summary>
/// <remarks>
/// A statement is about each of its actions on each of its resources, its cells. Statements of one effect are OR-ed, so a cell is in place when any statement
/// of the role reaches all of it, and is allowed to be there when any expected statement does. What is in place on both sides has no finding, in whatever form it
/// is written; the rest is reported for the closest statement.
/// </remarks>
internal sealed class PermissionComparison
{
    private readonly IReadOnlyList<ExpectedStatement> _expected;
    private readonly IReadOnlyList<NamedPolicy> _policies;
    private readonly List<(NamedPolicy Policy, Statement Statement)> _actual;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="expected">What the role should have.</param>
    /// <param name="policies">What it has.</param>
    public PermissionComparison(IReadOnlyList<ExpectedStatement> expected, IReadOnlyList<NamedPolicy> policies)
    {
        _expected = [.. expected.Select(e => e with { Wanted = Plain(e.Wanted), Widest = ReferenceEquals(e.Wanted, e.Widest) ? Plain(e.Wanted) : Plain(e.Widest) })];
        _policies = policies;
        // A statement whose condition is never met does nothing.
        _actual = [.. policies.SelectMany(p => p.Statements.Where(s => !s.Conditions.Any(c => IsMet(c) is false)).Select(s => (p, Plain(s))))];
    }

    /// <summary>Every difference.</summary>
    /// <param name="isWhole">Whether the role has no other policies; otherwise, missing permissions can be elsewhere.</param>
    public IReadOnlyList<Finding> Compare(bool isWhole)
    {
        var differences = new StatementDifferences();
        var lacking = isWhole && _policies.All(p => p.Policy.Unreadable is null) ? Lacking().ToList() : [];
        var added = Added().ToList();
        foreach (var cell in lacking.Where(l => !IsTurned(l.Expected, added)))
            differences.Lacks(cell.Expected, cell.Statement, [.. _actual.Select(a => a.Statement)]);
        foreach (var cell in added)
        {
            if (Turned(cell.Statement, lacking) is { } expected)
                differences.Turned(expected, cell.Statement);
            else
                differences.Adds(cell.Policy, cell.Statement, cell.Cells, _expected);
        }

        return [.. Unreadable(), .. differences.Findings];
    }

    /// <summary>Whether nothing of what is expected is lacking.</summary>
    public bool HasAll => !Lacking().Any();

    private IEnumerable<Finding> Unreadable() => _policies.Where(p => p.Policy.Unreadable is not null)
        .Select(p => Finding.Of(FindingKinds.PolicyUnreadable, p.Name, p.Policy.Unreadable!));

    private IEnumerable<(ExpectedStatement Expected, Cells Statement)> Lacking() =>
        from expected in _expected
        where !expected.IsOptional
        let cells = Cells.Outside(expected.Wanted, [.. _actual.Select(a => a.Statement)])
        where !cells.IsEmpty
        select (expected, cells);

    private IEnumerable<(NamedPolicy Policy, Statement Statement, Cells Cells)> Added() =>
        from actual in _actual
        let cells = Cells.Outside(actual.Statement, [.. _expected.Select(e => e.Widest)])
        where !cells.IsEmpty
        select (actual.Policy, actual.Statement, cells);

    private static bool IsTurned(ExpectedStatement expected, List<(NamedPolicy Policy, Statement Statement, Cells Cells)> added) => added.Exists(a => IsOpposite(expected, a.Statement));

    private static ExpectedStatement? Turned(Statement statement, List<(ExpectedStatement Expected, Cells Statement)> lacking) =>
        lacking.Find(l => IsOpposite(l.Expected, statement)).Expected;

    // The same statement with the other effect.
    private static bool IsOpposite(ExpectedStatement expected, Statement statement) =>
        expected.Wanted.Allows != statement.Allows
        && Cells.Outside(expected.Wanted with { Allows = statement.Allows }, [statement]).IsEmpty
        && Cells.Outside(statement with { Allows = expected.Wanted.Allows }, [expected.Widest]).IsEmpty;

    // A condition that every request meets says nothing.
    private static Statement Plain(Statement statement) => statement.Conditions.Any(c => IsMet(c) is true) ? statement with { Conditions = [.. statement.Conditions.Where(c => IsMet(c) is not true)] } : statement;

    // AWS's endpoints are reached over TLS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport
    private static bool? IsMet(Condition condition) => condition.IsAbout("aws:SecureTransport") ? condition.IsMetBy("true") : condition.IsAlwaysMet ? true : null;
}

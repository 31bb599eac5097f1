using System.Text.RegularExpressions;

namespace Onboarding.Simulator.Query;

/// <summary>Collects what is wrong with a request's members and says it as AWS's Query services do.</summary>
internal sealed class MemberChecks
{
    private readonly List<string> _failures = [];

    /// <summary>A member that must be there and fit.</summary>
    public MemberChecks Text(string member, string? value, MemberRule rule)
    {
        if (value is null) return Fail($"Value null at '{member}'", "Member must not be null");
        var subject = $"Value '{value}' at '{member}'";
        if (value.Length > rule.Max) return Fail(subject, $"Member must have length less than or equal to {rule.Max}");
        if (value.Length < rule.Min) return Fail(subject, $"Member must have length greater than or equal to {rule.Min}");
        return rule.Regex.IsMatch(value) ? this : Fail(subject, $"Member must satisfy regular expression pattern: {rule.Pattern}");
    }

    public MemberChecks Number(string member, int value, int min, int max)
    {
        var subject = $"Value '{value}' at '{member}'";
        if (value > max) return Fail(subject, $"Member must have value less than or equal to {max}");
        return value < min ? Fail(subject, $"Member must have value greater than or equal to {min}") : this;
    }

    /// <summary>Refuses the request when a member did not fit.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c>.</exception>
    public void ThrowIfAny()
    {
        if (_failures.Count == 0) return;
        var errors = _failures.Count == 1 ? "1 validation error" : $"{_failures.Count} validation errors";
        throw AwsErrorException.Validation($"{errors} detected: {string.Join("; ", _failures)}");
    }

    private MemberChecks Fail(string subject, string constraint)
    {
        _failures.Add($"{subject} failed to satisfy constraint: {constraint}");
        return this;
    }
}

/// <summary>What a text member must satisfy.</summary>
/// <param name="Pattern">The pattern as AWS writes it in its messages.</param>
/// <param name="Regex">The same for .NET, anchored, its classes in ASCII.</param>
/// <param name="Min">The least length.</param>
/// <param name="Max">The greatest length.</param>
internal sealed record MemberRule(string Pattern, Regex Regex, int Min, int Max);

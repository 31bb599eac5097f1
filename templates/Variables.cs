using System.Text;

namespace Onboarding.Templates;

/// <summary>The variables in a profile's policies: those that are filled in when the role is created, and IAM's own, which stay.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html and
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html: IAM's have a colon, or are one of <c>${*}</c>, <c>${?}</c>, <c>${$}</c>.
/// </remarks>
public static class Variables
{
    /// <summary>The partition of the customer's account.</summary>
    public const string Partition = "AWS::Partition";

    /// <summary>The customer's account.</summary>
    public const string AccountId = "AWS::AccountId";

    /// <summary>The Region of the stack.</summary>
    public const string Region = "AWS::Region";

    /// <summary>The name of the stack; only self-inspection uses it.</summary>
    public const string StackName = "AWS::StackName";

    /// <summary>The name of the role.</summary>
    public const string RoleName = "RoleName";

    /// <summary>The variables that every profile can use, besides its own parameters.</summary>
    public static IReadOnlyList<string> Common { get; } = [Partition, AccountId, Region, RoleName];

    /// <summary>The names of the variables that are filled in when the role is created.</summary>
    /// <param name="text">A resource or a condition's value.</param>
    public static IEnumerable<string> In(string text)
    {
        var names = new List<string>();
        Fill(text, name =>
        {
            names.Add(name);
            return null;
        });
        return names;
    }

    /// <summary>Fills variables in; IAM's own, and those without a value, stay as they are.</summary>
    /// <param name="text">A resource or a condition's value.</param>
    /// <param name="value">The value of a variable; null to leave it open.</param>
    public static string Fill(string text, Func<string, string?> value) => Replace(text, (name, whole) => IsOurs(name) ? value(name) ?? whole : whole);

    /// <summary>The text for <c>Fn::Sub</c>, which leaves <c>${!x}</c> as <c>${x}</c> to IAM.</summary>
    /// <param name="text">A resource or a condition's value.</param>
    public static string ForSub(string text) => Replace(text, (name, whole) => IsOurs(name) ? whole : $"${{!{name}}}");

    private static bool IsOurs(string name) => name.StartsWith("AWS::", StringComparison.Ordinal) || (name.Length > 0 && name.All(char.IsAsciiLetterOrDigit));

    private static string Replace(string text, Func<string, string, string> with)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return text;
        var result = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start && text.IndexOf('}', start) is > 0 and var end)
        {
            result.Append(text, at, start - at).Append(with(text[(start + 2)..end], text[start..(end + 1)]));
            at = end + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}

/// <summary>What the variables of one role stand for.</summary>
/// <param name="Partition">The AWS partition.</param>
/// <param name="AccountId">The AWS account; <c>*</c> while it is not known.</param>
/// <param name="Region">The Region of the stack or of the onboarding.</param>
/// <param name="RoleName">The role.</param>
/// <param name="Parameters">The values of the profile's parameters, by their names.</param>
public sealed record Filling(string Partition, string AccountId, string Region, string RoleName, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What an account is filled in with that is not known.</summary>
    public const string AnyAccount = "*";

    /// <summary>The stack; null without one.</summary>
    public string? StackName { get; init; }

    /// <summary>Fills a statement in.</summary>
    /// <param name="statement">A statement of the profile.</param>
    /// <remarks>Where a condition compares with the account and it is not known, IAM's own variable is used: the account of the calling role.</remarks>
    public PolicyStatement Fill(PolicyStatement statement) => AccountId != AnyAccount
        ? statement.Filled(t => Variables.Fill(t, Value))
        : statement with
        {
            Resources = [.. statement.Resources.Select(r => Variables.Fill(r, Value))],
            Conditions = [.. statement.Conditions.Select(c => c with { Values = [.. c.Values.Select(v => Variables.Fill(v, n => n == Variables.AccountId ? "${aws:PrincipalAccount}" : Value(n)))] })],
        };

    private string? Value(string name) => name switch
    {
        Variables.Partition => Partition,
        Variables.AccountId => AccountId,
        Variables.Region => Region,
        Variables.RoleName => RoleName,
        Variables.StackName => StackName,
        _ => Parameters.GetValueOrDefault(name),
    };
}

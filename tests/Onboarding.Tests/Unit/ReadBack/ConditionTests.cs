using Onboarding.Simulator.Policies;
using Onboarding.Tests.Properties;
using Condition = Onboarding.Functions.Verification.ReadBack.Condition;
using ConditionOperator = Onboarding.Functions.Verification.ReadBack.ConditionOperator;
using Simulated = Onboarding.Simulator.Policies;

namespace Onboarding.Tests.Unit.ReadBack;

/// <summary>Whether a request meets a condition: each operator's result for a value, compared with the simulated IAM.</summary>
public sealed class ConditionTests
{
    private const string Ours = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string Role = "arn:aws:iam::999988887777:role/onboarding-connect-access";

    private static readonly (string Key, string Value)[] s_requests = [("sts:ExternalId", Ours), ("sts:ExternalId", "true"), ("sts:ExternalId", ""), ("aws:PrincipalArn", Role), ("aws:SecureTransport", "true"), ("aws:ViaAWSService", "false")];

    private static readonly string[][] s_values =
    [
        [Ours], [Ours.ToUpperInvariant()], ["other"], ["other", Ours], ["*"], ["abc*"], ["?bcdefghijkmnpqrstuvwxyz23456789"], [""], ["true"], ["false"], ["TRUE", "x"], ["true", "false"],
        [Role], ["arn:aws:iam::*:role/*"], ["arn:aws:iam::999988887777:role/other"], ["arn:aws:*"], ["arn:*"], ["1"], ["2026-11-28"], ["10.0.0.0/8"], ["${aws:PrincipalArn}"], ["${*}"],
    ];

    [Fact]
    public void What_Is_Proven_Of_A_Condition_Is_What_The_Simulated_Iam_Says()
    {
        var proven = 0;
        foreach (var name in Names())
        {
            foreach (var (key, value) in s_requests)
            {
                foreach (var values in s_values)
                {
                    var simulated = new Simulated.Condition(Simulated.ConditionOperator.Find(name), key, values).IsMet(new ConditionKeys().With(key, value), hasVariables: true);
                    var told = new Condition(ConditionOperator.Find(name)!, key, values).IsMetBy(value);
                    if (told is null)
                        continue;
                    proven++;
                    told.ShouldBe(simulated, $"{name} {key} {string.Join(", ", values)} of {value}");
                }
            }
        }

        proven.ShouldBeGreaterThan(4000);
    }

    [Fact]
    public void What_Is_Always_Met_Is_Met_By_Any_Value_And_By_None()
    {
        foreach (var name in Names())
        {
            foreach (var values in s_values.Where(v => new Condition(ConditionOperator.Find(name)!, "sts:ExternalId", v).IsAlwaysMet))
            {
                foreach (var value in new[] { null, "", Ours, "true" })
                {
                    new Simulated.Condition(Simulated.ConditionOperator.Find(name), "sts:ExternalId", values).IsMet(new ConditionKeys().With("sts:ExternalId", value), hasVariables: true)
                        .ShouldBe(true, $"{name} {string.Join(", ", values)} of {value}");
                }
            }
        }
    }

    /// <summary>Each operator's result for the right external ID, another one and none, written out.</summary>
    [Theory]
    [InlineData("StringEquals", Ours, true, false)]
    [InlineData("StringNotEquals", Ours, false, true)]
    [InlineData("StringNotEquals", "other", true, false)]
    [InlineData("StringEqualsIgnoreCase", "ABCDEFGHIJKMNPQRSTUVWXYZ23456789", true, false)]
    [InlineData("StringNotEqualsIgnoreCase", "ABCDEFGHIJKMNPQRSTUVWXYZ23456789", false, true)]
    [InlineData("StringLike", "abc*", true, false)]
    [InlineData("StringNotLike", "abc*", false, true)]
    [InlineData("ForAllValues:StringEquals", Ours, true, false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", Ours, true, false)]
    [InlineData("Null", "false", true, true)]
    [InlineData("Null", "true", false, false)]
    [InlineData("NumericEquals", "1", null, null)]
    [InlineData("ArnLike", "*", null, null)]
    public void Each_Operator_Says_What_Iam_Documents(string name, string listed, bool? ours, bool? other)
    {
        var condition = new Condition(ConditionOperator.Find(name)!, "sts:ExternalId", [listed]);

        (condition.IsMetBy(Ours), condition.IsMetBy("other")).ShouldBe((ours, other));
    }

    private static IEnumerable<string> Names() =>
        from bare in TrustComparisonProperties.Operators
        from qualifier in new[] { "", "ForAnyValue:", "ForAllValues:" }
        from suffix in new[] { "", "IfExists" }
        where ConditionOperator.Find(qualifier + bare + suffix) is not null
        select qualifier + bare + suffix;
}

using Onboarding.Functions.Onboardings;

namespace Onboarding.Tests.Unit;

/// <summary>The steps to create the role manually, in the order of the console's pages.</summary>
public sealed class ManualStepsTests
{
    private const string Boundary = "arn:aws:iam::111122223333:policy/Boundary";

    [Theory]
    [InlineData(null)]
    [InlineData(Boundary)]
    public void The_Page_Of_Permissions_Is_Left_Once_And_With_Its_Boundary_Set(string? boundary)
    {
        var record = MintedOnboarding.At(DateTimeOffset.UnixEpoch) with { Method = OnboardingMethod.Manual, PermissionsBoundaryArn = boundary };

        var steps = ManualSteps.All(ProductSettings.Of("onboardings").Vendor, record, [record.RoleName], []).ToList();

        var leaving = steps.FindIndex(s => s.English.StartsWith("Name the role", StringComparison.Ordinal)) - 1;
        steps[leaving].English.ShouldEndWith("choose Next.");
        steps[leaving].Japanese.ShouldEndWith("「次へ」を選択します。");
        if (boundary is not null)
        {
            steps[leaving].English.ShouldContain(boundary);
            steps[leaving].Japanese.ShouldContain(boundary);
            steps[leaving - 1].English.ShouldNotContain("Next");
            steps[leaving - 1].Japanese.ShouldNotContain("次へ");
        }
    }
}

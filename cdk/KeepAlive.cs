using Amazon.CDK.AWS.Scheduler;
using Constructs;
using Onboarding.Functions.Http;

namespace Onboarding.Cdk;

/// <summary>Runs every function without a schedule or stream once a day, so that its snapshot stays active.</summary>
/// <remarks>A version with SnapStart that was not invoked for 14 days fails its next call: https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html</remarks>
internal sealed class KeepAlive : Construct
{
    public KeepAlive(Construct scope, string id, IReadOnlyList<FeatureFunction> functions)
        : base(scope, id)
    {
        FeatureFunction[] quiet = [.. functions.Where(f => f.Feature is { Schedule: null, Stream: null, Queue: null })];
        // A separate group: Scheduler counts failures only by group.
        Group = new CfnScheduleGroup(this, "Group");
        var role = Schedules.RoleToStart(this, "Role", quiet);
        foreach (var function in quiet)
        {
            var schedule = Schedules.Start(this, function, "rate(1 day)", $"Keeps the snapshot of {function.Feature.Name} ready", role, new CfnSchedule.TargetProperty
            {
                Input = $$"""{"routeKey":"{{Front.KeepAlive}}"}""",
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 3600, MaximumRetryAttempts = 3 },
            });
            schedule.GroupName = Group.Ref;
        }
    }

    /// <summary>The group of the daily runs.</summary>
    /// <remarks>Metrics by <c>ScheduleGroup</c>: https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html</remarks>
    public CfnScheduleGroup Group { get; }
}

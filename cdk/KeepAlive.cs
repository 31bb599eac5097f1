using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Scheduler;
using Constructs;
using Onboarding.Functions.Http;

namespace Onboarding.Cdk;

/// <summary>Runs every function once a day that nothing else runs by itself, so that its snapshot stays ready.</summary>
/// <remarks>A version with SnapStart that was not invoked for 14 days fails its next call: https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html</remarks>
internal sealed class KeepAlive : Construct
{
    public KeepAlive(Construct scope, string id, IReadOnlyList<FeatureFunction> functions)
        : base(scope, id)
    {
        FeatureFunction[] quiet = [.. functions.Where(f => f.Feature.Schedule is null)];
        var role = new Role(this, "Role", new RoleProps { AssumedBy = ServiceTrust.Of("scheduler.amazonaws.com") });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["lambda:InvokeFunction"], Resources = [.. quiet.Select(f => f.Live.FunctionArn)] }));
        foreach (var function in quiet)
        {
            var daily = new CfnSchedule(this, function.Feature.Name, new CfnScheduleProps
            {
                Description = $"Keeps the snapshot of {function.Feature.Name} ready",
                ScheduleExpression = "rate(1 day)",
                FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
                Target = new CfnSchedule.TargetProperty
                {
                    Arn = function.Live.FunctionArn,
                    RoleArn = role.RoleArn,
                    Input = $$"""{"routeKey":"{{Front.KeepAlive}}"}""",
                    RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 3600, MaximumRetryAttempts = 3 },
                },
            });
            daily.Node.AddDependency(role);
        }
    }
}

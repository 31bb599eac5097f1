using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Scheduler;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>A schedule for each feature that has one. Runs that fail permanently are kept in a queue.</summary>
internal sealed class Schedules : Construct
{
    public Schedules(Construct scope, string id, DeploySettings settings, IReadOnlyList<FeatureFunction> functions, DeadLetters deadLetters)
        : base(scope, id)
    {
        foreach (var function in functions.Where(f => f.Feature.Schedule is not null))
            Add(function, settings.Sweepers, deadLetters);
    }

    private void Add(FeatureFunction function, int parts, DeadLetters deadLetters)
    {
        var feature = function.Feature;
        var missed = deadLetters.Add(this, feature.Name + "Missed");
        var role = RoleToStart(this, feature.Name + "Role", function);
        missed.GrantSendMessages(role);
        for (var part = 0; part < parts; part++)
        {
            Start(part == 0 ? this : new Construct(this, $"Part{part}"), function, feature.Schedule!, feature.Does, role, new CfnSchedule.TargetProperty
            {
                // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
                Input = parts == 1 ? """{"time":"<aws.scheduler.scheduled-time>"}""" : $$"""{"time":"<aws.scheduler.scheduled-time>","part":{{part}},"of":{{parts}}}""",
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 300, MaximumRetryAttempts = 2 },
                DeadLetterConfig = new CfnSchedule.DeadLetterConfigProperty { Arn = missed.QueueArn },
            });
        }

        // Scheduler hands over asynchronously: what Lambda itself gives up goes to the same queue.
        missed.GrantSendMessages(function.Role);
        function.Live.ConfigureAsyncInvoke(new EventInvokeConfigOptions { OnFailure = new Amazon.CDK.AWS.Lambda.Destinations.SqsDestination(missed), RetryAttempts = 0 });
    }

    /// <summary>A role with which EventBridge Scheduler starts functions, and does nothing else.</summary>
    internal static Role RoleToStart(Construct scope, string id, params IReadOnlyList<FeatureFunction> functions)
    {
        var role = new Role(scope, id, new RoleProps { AssumedBy = ServiceTrust.Of("scheduler.amazonaws.com") });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["lambda:InvokeFunction"], Resources = [.. functions.Select(f => f.Live.FunctionArn)] }));
        return role;
    }

    /// <summary>Starts a function at a rate; the target has its input and the handling of failed starts, and gets the function and the role.</summary>
    internal static CfnSchedule Start(Construct scope, FeatureFunction function, string rate, string description, Role role, CfnSchedule.TargetProperty target)
    {
        (target.Arn, target.RoleArn) = (function.Live.FunctionArn, role.RoleArn);
        var schedule = new CfnSchedule(scope, function.Feature.Name, new CfnScheduleProps
        {
            Description = description,
            ScheduleExpression = rate,
            FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
            Target = target,
        });
        // It starts immediately, so its role must be ready.
        schedule.Node.AddDependency(role);
        return schedule;
    }
}

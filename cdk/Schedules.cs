using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Scheduler;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>What starts by itself: a schedule for each feature that has one. Runs that fail for good are kept in a queue.</summary>
internal sealed class Schedules : Construct
{
    public Schedules(Construct scope, string id, IReadOnlyList<FeatureFunction> functions, DeadLetters deadLetters)
        : base(scope, id)
    {
        foreach (var function in functions.Where(f => f.Feature.Schedule is not null))
            Add(function, deadLetters);
    }

    private void Add(FeatureFunction function, DeadLetters deadLetters)
    {
        var feature = function.Feature;
        var missed = deadLetters.Add(this, feature.Name + "Missed");
        var role = new Role(this, feature.Name + "Role", new RoleProps { AssumedBy = ServiceTrust.Of("scheduler.amazonaws.com") });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["lambda:InvokeFunction"], Resources = [function.Live.FunctionArn] }));
        missed.GrantSendMessages(role);
        var schedule = new CfnSchedule(this, feature.Name, new CfnScheduleProps
        {
            Description = feature.Does,
            ScheduleExpression = feature.Schedule!,
            FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
            Target = new CfnSchedule.TargetProperty
            {
                Arn = function.Live.FunctionArn,
                RoleArn = role.RoleArn,
                // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
                Input = """{"time":"<aws.scheduler.scheduled-time>"}""",
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 300, MaximumRetryAttempts = 2 },
                DeadLetterConfig = new CfnSchedule.DeadLetterConfigProperty { Arn = missed.QueueArn },
            },
        });
        // It runs at once: its role must be able to start the function by then.
        schedule.Node.AddDependency(role);
        // Scheduler hands over asynchronously: what Lambda itself gives up goes to the same queue.
        missed.GrantSendMessages(function.Role);
        function.Live.ConfigureAsyncInvoke(new EventInvokeConfigOptions { OnFailure = new Amazon.CDK.AWS.Lambda.Destinations.SqsDestination(missed), RetryAttempts = 0 });
    }
}

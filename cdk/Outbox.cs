using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Pipes;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>The way out for events: items below <c>EVENT#</c> in the table's stream → a pipe → the event bus, where they are also archived.</summary>
/// <remarks>
/// An item keeps its event's detail as a JSON text. A pipe's own input template cannot turn a text into an object: it puts it into quotes and
/// escapes nothing in it (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html). So the pipe hands the
/// item to a one-step express workflow that puts the event on the bus, and waits for it: only then are its failures repeated and dead-lettered
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html).
/// </remarks>
internal sealed class Outbox : Construct
{
    /// <summary>The <c>source</c> of every event.</summary>
    public const string Source = "onboarding";

    // Only what is inserted: an event's removal by TTL is nothing that happened.
    private static readonly string s_filter = JsonSerializer.Serialize(new
    {
        eventName = new[] { "INSERT" },
        dynamodb = new { Keys = new { pk = new { S = new[] { new { prefix = "EVENT#" } } } } },
    });

    public Outbox(Construct scope, string id, DeploySettings settings, Table table, LogGroups logGroups, DeadLetters deadLetters)
        : base(scope, id)
    {
        Bus = new EventBus(this, "Bus", new EventBusProps { EventBusName = $"{Aws.STACK_NAME}-events" });
        if (settings.Home.HasArchives)
        {
            Bus.Archive("Archive", new BaseArchiveProps
            {
                Description = "The events of the last 90 days, to be replayed to a consumer that missed them",
                EventPattern = new EventPattern { Source = [Source] },
                Retention = Duration.Days(90),
            });
        }

        Publisher = AddPublisher(logGroups);
        Pipe = AddPipe(table, deadLetters.Add(this, "Undelivered"));
    }

    public EventBus Bus { get; }

    public StateMachine Publisher { get; }

    public CfnPipe Pipe { get; }

    private StateMachine AddPublisher(LogGroups logGroups)
    {
        var publisher = new StateMachine(this, "Publisher", new StateMachineProps
        {
            StateMachineType = StateMachineType.EXPRESS,
            DefinitionBody = DefinitionBody.FromString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "outbox.asl.json"))
                .Replace("${Partition}", Aws.PARTITION, StringComparison.Ordinal)
                .Replace("${EventBusName}", Bus.EventBusName, StringComparison.Ordinal)
                .Replace("${Source}", Source, StringComparison.Ordinal)),
            TracingEnabled = true,
            // Errors only, and without what was in them.
            Logs = new LogOptions { Destination = logGroups.Add(this, "PublisherLogs"), Level = LogLevel.ERROR, IncludeExecutionData = false },
        });
        Bus.GrantPutEventsTo(publisher);
        return publisher;
    }

    private CfnPipe AddPipe(Table table, Queue undelivered)
    {
        var role = new Role(this, "PipeRole", new RoleProps { AssumedBy = ServiceTrust.Of("pipes.amazonaws.com") });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
            Resources = [table.StreamArn],
        }));
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["states:StartSyncExecution"], Resources = [Publisher.StateMachineArn] }));
        undelivered.GrantSendMessages(role);
        var pipe = new CfnPipe(this, "Pipe", new CfnPipeProps
        {
            Description = "From the registry's outbox to the event bus",
            RoleArn = role.RoleArn,
            Source = table.StreamArn,
            SourceParameters = new CfnPipe.PipeSourceParametersProperty
            {
                DynamoDbStreamParameters = new CfnPipe.PipeSourceDynamoDBStreamParametersProperty
                {
                    StartingPosition = "TRIM_HORIZON",
                    // One event at a time: one that fails takes no other with it, and none is sent twice for its sake.
                    BatchSize = 1,
                    MaximumRetryAttempts = 20,
                    DeadLetterConfig = new CfnPipe.DeadLetterConfigProperty { Arn = undelivered.QueueArn },
                },
                FilterCriteria = new CfnPipe.FilterCriteriaProperty { Filters = new object[] { new CfnPipe.FilterProperty { Pattern = s_filter } } },
            },
            Target = Publisher.StateMachineArn,
            TargetParameters = new CfnPipe.PipeTargetParametersProperty
            {
                StepFunctionStateMachineParameters = new CfnPipe.PipeTargetStateMachineParametersProperty { InvocationType = "REQUEST_RESPONSE" },
            },
        });
        // The pipe is checked when it is created: its role must be able to do everything by then.
        pipe.Node.AddDependency(role);
        return pipe;
    }
}

using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Onboarding.Functions;
using Duration = Amazon.CDK.Duration;
using Events = Onboarding.Functions.Accounts.Outbox;

namespace Onboarding.Cdk;

/// <summary>The way of events to the vendor's webhook: a rule of the bus → a queue → the function that sends them. What was not taken for a day is kept in a queue of its own.</summary>
internal sealed class Webhooks : Construct
{
    public Webhooks(Construct scope, string id, DeploySettings settings, FeatureFunction function, Outbox outbox, EncryptionKey encryption, DeadLetters deadLetters)
        : base(scope, id)
    {
        var source = function.Feature.Queue!;
        var undelivered = deadLetters.Add(this, "Undelivered");
        Queue = new Queue(this, "Queue", new QueueProps
        {
            VisibilityTimeout = Duration.Seconds(source.VisibilitySeconds),
            RetentionPeriod = Duration.Days(14),
            EnforceSSL = true,
            Encryption = encryption.Key is null ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS,
            EncryptionMasterKey = encryption.Key,
            DeadLetterQueue = new DeadLetterQueue { Queue = undelivered, MaxReceiveCount = source.MaxReceives },
        });
        LetSend(RuleTo(Queue, undelivered, outbox), Queue, undelivered);
        LetTake(function.Role, encryption);
        function.Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["secretsmanager:GetSecretValue"],
            Resources = [settings.FunctionContext[ContextKey.WebhookSecret.Variable]],
        }));
        var mapping = new CfnEventSourceMapping(this, "Mapping", new CfnEventSourceMappingProps
        {
            FunctionName = function.Live.FunctionArn,
            EventSourceArn = Queue.QueueArn,
            BatchSize = source.BatchSize,
            FunctionResponseTypes = ["ReportBatchItemFailures"],
            ScalingConfig = new CfnEventSourceMapping.ScalingConfigProperty { MaximumConcurrency = source.MaximumConcurrency },
        });
        // Lambda checks at creation whether the function's role can read the queue.
        mapping.Node.AddDependency(function.Role);
    }

    /// <summary>Where events wait to be sent.</summary>
    public Queue Queue { get; }

    private CfnRule RuleTo(Queue queue, Queue undelivered, Outbox outbox) => new(this, "Rule", new CfnRuleProps
    {
        Description = "Every event goes to the webhooks' queue",
        EventBusName = outbox.Bus.EventBusName,
        EventPattern = new Dictionary<string, object>(StringComparer.Ordinal) { ["source"] = new object[] { Events.Source } },
        Targets = new object[]
        {
            new CfnRule.TargetProperty { Id = "Queue", Arn = queue.QueueArn, DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = undelivered.QueueArn } },
        },
    });

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
    private static void LetSend(CfnRule rule, params IEnumerable<Queue> queues)
    {
        foreach (var queue in queues)
        {
            queue.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
            {
                Principals = [new ServicePrincipal("events.amazonaws.com")],
                Actions = ["sqs:SendMessage"],
                Resources = [queue.QueueArn],
                Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["ArnEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceArn"] = rule.AttrArn },
                },
            }));
        }
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
    private void LetTake(Role role, EncryptionKey encryption)
    {
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
            Resources = [Queue.QueueArn],
        }));
        encryption.Key?.Grant(role, "kms:Decrypt");
    }
}

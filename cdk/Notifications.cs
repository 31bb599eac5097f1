using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using Aws = Amazon.CDK.Aws;

namespace Onboarding.Cdk;

/// <summary>Who hears of what: a topic with the message of every event of the bus, and one with the alarms; an operator's e-mail when the context names it.</summary>
/// <remarks>
/// An event rule can give a topic a text but no subject, and a text's line breaks would arrive as <c>\n</c>
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html). So the rule starts a one-step express workflow
/// that publishes the event's own message: subject and body, as people are to read them.
/// </remarks>
internal sealed class Notifications : Construct
{
    public Notifications(Construct scope, string id, DeploySettings settings, Outbox outbox, EncryptionKey encryption, LogGroups logGroups, DeadLetters deadLetters)
        : base(scope, id)
    {
        Events = AddTopic("Events", $"{settings.Brand} events", settings, encryption);
        Alarms = AddTopic("Alarms", $"{settings.Brand} alarms", settings, encryption);
        Alarms.GrantPublish(ServiceTrust.Of("cloudwatch.amazonaws.com"));
        Mailer = AddMailer(logGroups, encryption);
        Forward(outbox, deadLetters.Add(this, "Undelivered"));
    }

    public Topic Events { get; }

    public Topic Alarms { get; }

    /// <summary>What turns an event into a message.</summary>
    public StateMachine Mailer { get; }

    private StateMachine AddMailer(LogGroups logGroups, EncryptionKey encryption)
    {
        var mailer = new StateMachine(this, "Mailer", new StateMachineProps
        {
            StateMachineType = StateMachineType.EXPRESS,
            DefinitionBody = DefinitionBody.FromString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "mail.asl.json"))
                .Replace("${Partition}", Aws.PARTITION, StringComparison.Ordinal)
                .Replace("${TopicArn}", Events.TopicArn, StringComparison.Ordinal)),
            TracingEnabled = true,
            // Errors only, and without what was in them.
            Logs = new LogOptions { Destination = logGroups.Add(this, "MailerLogs"), Level = LogLevel.ERROR, IncludeExecutionData = false },
        });
        Events.GrantPublish(mailer);
        // Said on the topic, too: its policy then lets nobody else of AWS publish, and nobody at all without TLS.
        Events.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ArnPrincipal(mailer.Role.RoleArn)],
            Actions = ["sns:Publish"],
            Resources = [Events.TopicArn],
        }));
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html: who publishes to an encrypted topic uses its key
        encryption.Key?.Grant(mailer, "kms:Decrypt", "kms:GenerateDataKey*");
        return mailer;
    }

    private void Forward(Outbox outbox, Queue undelivered)
    {
        var role = new Role(this, "RuleRole", new RoleProps { AssumedBy = ServiceTrust.Of("events.amazonaws.com") });
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["states:StartExecution"], Resources = [Mailer.StateMachineArn] }));
        var rule = new CfnRule(this, "EventsToTopic", new CfnRuleProps
        {
            Description = "Every event of the outbox to the topic",
            EventBusName = outbox.Bus.EventBusName,
            EventPattern = new Dictionary<string, object>(StringComparer.Ordinal) { ["source"] = new[] { Outbox.Source } },
            Targets = new object[]
            {
                new CfnRule.TargetProperty
                {
                    Id = "Mailer",
                    Arn = Mailer.StateMachineArn,
                    RoleArn = role.RoleArn,
                    DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = undelivered.QueueArn },
                },
            },
        });
        // It works at once: its role must be able to start the workflow by then.
        rule.Node.AddDependency(role);
        // Written out, because the CDK's own rule target lets the event rules of every account send.
        undelivered.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("events.amazonaws.com")],
            Actions = ["sqs:SendMessage"],
            Resources = [undelivered.QueueArn],
            Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["ArnEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceArn"] = rule.AttrArn },
            },
        }));
    }

    private Topic AddTopic(string id, string name, DeploySettings settings, EncryptionKey encryption)
    {
        var topic = new Topic(this, id, new TopicProps { DisplayName = name, MasterKey = encryption.Key, EnforceSSL = true });
        if (settings.OperatorEmail is { } email)
            topic.AddSubscription(new EmailSubscription(email));
        return topic;
    }
}

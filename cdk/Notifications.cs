using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>Who hears of what: a topic with every event of the bus, and one with the alarms; an operator's e-mail when the context names it.</summary>
internal sealed class Notifications : Construct
{
    public Notifications(Construct scope, string id, DeploySettings settings, Outbox outbox, EncryptionKey encryption, DeadLetters deadLetters)
        : base(scope, id)
    {
        Events = AddTopic("Events", $"{settings.Brand} events", settings, encryption);
        Alarms = AddTopic("Alarms", $"{settings.Brand} alarms", settings, encryption);
        Alarms.GrantPublish(ServiceTrust.Of("cloudwatch.amazonaws.com"));
        Forward(outbox, deadLetters);
    }

    public Topic Events { get; }

    public Topic Alarms { get; }

    // Written out, because the CDK's own rule target lets the event rules of every account publish.
    private void Forward(Outbox outbox, DeadLetters deadLetters)
    {
        var undelivered = deadLetters.Add(this, "Undelivered");
        var rule = new CfnRule(this, "EventsToTopic", new CfnRuleProps
        {
            Description = "Every event of the outbox to the topic",
            EventBusName = outbox.Bus.EventBusName,
            EventPattern = new Dictionary<string, object>(StringComparer.Ordinal) { ["source"] = new[] { Outbox.Source } },
            Targets = new object[]
            {
                new CfnRule.TargetProperty
                {
                    Id = "Topic",
                    Arn = Events.TopicArn,
                    DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = undelivered.QueueArn },
                },
            },
        });
        Events.AddToResourcePolicy(OnlyFrom(rule, "sns:Publish", Events.TopicArn));
        undelivered.AddToResourcePolicy(OnlyFrom(rule, "sqs:SendMessage", undelivered.QueueArn));
    }

    private static PolicyStatement OnlyFrom(CfnRule rule, string action, string resource) => new(new PolicyStatementProps
    {
        Principals = [new ServicePrincipal("events.amazonaws.com")],
        Actions = [action],
        Resources = [resource],
        Conditions = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ArnEquals"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["aws:SourceArn"] = rule.AttrArn },
        },
    });

    private Topic AddTopic(string id, string name, DeploySettings settings, EncryptionKey encryption)
    {
        var topic = new Topic(this, id, new TopicProps { DisplayName = name, MasterKey = encryption.Key, EnforceSSL = true });
        if (settings.OperatorEmail is { } email)
            topic.AddSubscription(new EmailSubscription(email));
        return topic;
    }
}

using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
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
        Alarms.GrantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"));
        Rule = new Rule(this, "EventsToTopic", new RuleProps
        {
            Description = "Every event of the outbox to the topic",
            EventBus = outbox.Bus,
            EventPattern = new EventPattern { Source = [Outbox.Source] },
            Targets = [new SnsTopic(Events, new SnsTopicProps { DeadLetterQueue = deadLetters.Add(this, "Undelivered") })],
        });
    }

    public Topic Events { get; }

    public Topic Alarms { get; }

    public Rule Rule { get; }

    private Topic AddTopic(string id, string name, DeploySettings settings, EncryptionKey encryption)
    {
        var topic = new Topic(this, id, new TopicProps { DisplayName = name, MasterKey = encryption.Key, EnforceSSL = true });
        if (settings.OperatorEmail is { } email)
            topic.AddSubscription(new EmailSubscription(email));
        return topic;
    }
}

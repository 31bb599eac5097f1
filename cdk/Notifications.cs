using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>Who hears of what: a topic with every event's message, and one with the alarms; an operator's email when the context names it.</summary>
internal sealed class Notifications : Construct
{
    public Notifications(Construct scope, string id, DeploySettings settings, EncryptionKey encryption)
        : base(scope, id)
    {
        Events = AddTopic("Events", $"{settings.Brand} events", settings, encryption);
        Alarms = AddTopic("Alarms", $"{settings.Brand} alarms", settings, encryption);
        Alarms.GrantPublish(ServiceTrust.Of("cloudwatch.amazonaws.com"));
    }

    public Topic Events { get; }

    public Topic Alarms { get; }

    /// <summary>Allows only the function that sends mails to publish.</summary>
    public void LetMail(Role mailer, EncryptionKey encryption)
    {
        mailer.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = ["sns:Publish"], Resources = [Events.TopicArn] }));
        // Also in the topic's policy, which allows no other AWS service to publish, and no one without TLS.
        Events.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ArnPrincipal(mailer.RoleArn)],
            Actions = ["sns:Publish"],
            Resources = [Events.TopicArn],
        }));
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html: who publishes to an encrypted topic uses its key
        encryption.Key?.Grant(mailer, "kms:Decrypt", "kms:GenerateDataKey*");
    }

    private Topic AddTopic(string id, string name, DeploySettings settings, EncryptionKey encryption)
    {
        var topic = new Topic(this, id, new TopicProps { DisplayName = name, MasterKey = encryption.Key, EnforceSSL = true });
        if (settings.OperatorEmail is { } email)
            topic.AddSubscription(new EmailSubscription(email));
        return topic;
    }
}

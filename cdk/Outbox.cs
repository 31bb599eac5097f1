using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Constructs;
using Events = Onboarding.Functions.Accounts.Outbox;

namespace Onboarding.Cdk;

/// <summary>Where other systems of the vendor hear what happens: an event bus, and an archive from which a consumer that missed something gets it again.</summary>
internal sealed class Outbox : Construct
{
    public Outbox(Construct scope, string id, DeploySettings settings)
        : base(scope, id)
    {
        Bus = new EventBus(this, "Bus", new EventBusProps { EventBusName = $"{Aws.STACK_NAME}-events" });
        if (settings.Home.HasArchives)
        {
            Bus.Archive("Archive", new BaseArchiveProps
            {
                Description = "The events of the last 90 days, to be replayed to a consumer that missed them",
                EventPattern = new EventPattern { Source = [Events.Source] },
                Retention = Duration.Days(90),
            });
        }
    }

    public EventBus Bus { get; }
}

namespace Onboarding.Functions.Diagnostics;

/// <summary>One thing that CloudWatch counts or measures; the dashboard and the alarms name the same.</summary>
/// <param name="Name">Its name: ASCII, at most 1,024 characters.</param>
/// <param name="Unit">One of CloudWatch's units.</param>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html</remarks>
internal sealed record Metric(string Name, string Unit = Metric.Count)
{
    private const string Count = "Count";

    /// <summary>Connections that were asked for.</summary>
    public static readonly Metric Minted = new("Minted");

    /// <summary>Connections for which the page opened the AWS console.</summary>
    public static readonly Metric Opened = new("Opened");

    /// <summary>Connections that were proven and registered.</summary>
    public static readonly Metric Registered = new("Registered");

    /// <summary>All refusals.</summary>
    public static readonly Metric Refused = new("Refused");

    /// <summary>Roles that can be assumed without the right external ID: of new connections and of registered ones.</summary>
    public static readonly Metric NotEnforced = new("ExternalIdNotEnforced");

    /// <summary>Accounts whose check failed, that had passed before.</summary>
    public static readonly Metric Degraded = new("Degraded");

    /// <summary>Accounts whose check passed, that had failed before.</summary>
    public static readonly Metric Recovered = new("Recovered");

    /// <summary>Tenants that were notified that another tenant connected their AWS account.</summary>
    public static readonly Metric ConnectedElsewhere = new("ConnectedElsewhere");

    /// <summary>Sessions that the vendor's software got.</summary>
    public static readonly Metric SessionsHandedOut = new("SessionsHandedOut");

    /// <summary>Reminders of a cleanup.</summary>
    public static readonly Metric Reminded = new("Reminded");

    /// <summary>Onboardings that were not finished in time.</summary>
    public static readonly Metric Expired = new("Expired");

    /// <summary>Detached accounts whose role could not be assumed for long enough.</summary>
    public static readonly Metric Closed = new("Closed");

    /// <summary>Sweeps that came to their end.</summary>
    public static readonly Metric Sweeps = new("Sweeps");

    /// <summary>For how long the item that waited longest had been due when a sweep came to it.</summary>
    public static readonly Metric SweepLag = new("SweepLag", "Seconds");

    /// <summary>Items that a sweep had to put off because something failed.</summary>
    public static readonly Metric SweepFailed = new("SweepFailed");

    /// <summary>Items that this version cannot read.</summary>
    public static readonly Metric SweepUnreadable = new("SweepUnreadable");

    /// <summary>Requests of this service that DynamoDB refused as invalid: a fault of this service.</summary>
    public static readonly Metric RequestInvalid = new("RequestInvalid");

    /// <summary>Checks whose findings had to be left out, because DynamoDB refused their size: the bounds of findings do not hold.</summary>
    public static readonly Metric FindingsDropped = new("FindingsDropped");

    /// <summary>Events that were delivered, each to one place.</summary>
    public static readonly Metric Delivered = new("Delivered");

    /// <summary>Deliveries that failed: they are tried again.</summary>
    public static readonly Metric DeliveryFailed = new("DeliveryFailed");

    /// <summary>Events that a webhook's receiver has taken.</summary>
    public static readonly Metric WebhookSent = new("WebhookSent");

    /// <summary>Events that it has not taken: they are sent again.</summary>
    public static readonly Metric WebhookFailed = new("WebhookFailed");

    /// <summary>Runs that could not read the secret which webhooks are signed with: nothing is sent meanwhile.</summary>
    public static readonly Metric WebhookSecretMissing = new("WebhookSecretMissing");

    /// <summary>Signs of life that reached a function which delivers events, by its name.</summary>
    public static Metric HeartbeatsOf(string feature) => new($"Heartbeats.{feature}");

    /// <summary>What was refused with one code.</summary>
    public static Metric RefusedWith(string code) => new($"Refused.{code}");

    /// <summary>How long AWS took to answer one probe of a verification, by the probe's name.</summary>
    public static Metric LatencyOf(string probe) => new($"Latency.{probe}", "Milliseconds");
}

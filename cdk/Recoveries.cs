using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>Tells the alarms' topic when an alarm is over.</summary>
/// <remarks>
/// An alarm's own OK action would also tell when a new alarm first finds its data: some thirty mails on the first deployment, and one for each that is added.
/// The event says what the state was before: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
/// </remarks>
internal sealed class Recoveries : Construct
{
    public Recoveries(Construct scope, string id, DeploySettings settings, Notifications notifications)
        : base(scope, id)
    {
        var rule = new CfnRule(this, "Rule", new CfnRuleProps
        {
            Description = $"{settings.Name}: an alarm is over",
            EventPattern = Object(
                ("source", List("aws.cloudwatch")),
                ("detail-type", List("CloudWatch Alarm State Change")),
                ("detail", Object(
                    ("alarmName", List(Object(("prefix", settings.AlarmPrefix)))),
                    ("previousState", Object(("value", List("ALARM")))),
                    ("state", Object(("value", List("OK"))))))),
            Targets = new object[]
            {
                new CfnRule.TargetProperty
                {
                    Id = "Alarms",
                    Arn = notifications.Alarms.TopicArn,
                    InputTransformer = new CfnRule.InputTransformerProperty
                    {
                        InputPathsMap = new Dictionary<string, string>(StringComparer.Ordinal) { ["alarm"] = "$.detail.alarmName", ["time"] = "$.time" },
                        InputTemplate = "\"OK since <time>: <alarm>\"",
                    },
                },
            },
        });
        notifications.Alarms.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("events.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [notifications.Alarms.TopicArn],
            Conditions = Object(("ArnEquals", Object(("aws:SourceArn", rule.AttrArn)))),
        }));
    }

    private static Dictionary<string, object> Object(params (string Name, object Value)[] members) => members.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);

    private static object[] List(object item) => [item];
}

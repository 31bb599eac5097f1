using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>The way out for events: items below <c>EVENT#</c> in the table's stream → a function per destination. An abandoned delivery leaves its position in the stream in a queue.</summary>
/// <remarks>A stream is read by two at most: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing</remarks>
internal sealed class Streams : Construct
{
    public Streams(Construct scope, string id, IReadOnlyList<FeatureFunction> functions, Table table, DeadLetters deadLetters)
        : base(scope, id)
    {
        foreach (var function in functions.Where(f => f.Feature.Stream is not null))
            Read(function, table, deadLetters.Add(this, function.Feature.Name + "Undelivered"));
    }

    private void Read(FeatureFunction function, Table table, Queue undelivered)
    {
        var source = function.Feature.Stream!;
        // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html#events-dynamodb-permissions
        function.Role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
            Resources = [table.StreamArn],
        }));
        undelivered.GrantSendMessages(function.Role);
        var mapping = new CfnEventSourceMapping(this, function.Feature.Name, new CfnEventSourceMappingProps
        {
            FunctionName = function.Live.FunctionArn,
            EventSourceArn = table.StreamArn,
            StartingPosition = "TRIM_HORIZON",
            FilterCriteria = new CfnEventSourceMapping.FilterCriteriaProperty { Filters = new object[] { new CfnEventSourceMapping.FilterProperty { Pattern = source.Filter } } },
            BatchSize = source.BatchSize,
            FunctionResponseTypes = ["ReportBatchItemFailures"],
            BisectBatchOnFunctionError = true,
            MaximumRetryAttempts = source.RetryAttempts,
            MaximumRecordAgeInSeconds = source.MaximumRecordAgeSeconds,
            DestinationConfig = new CfnEventSourceMapping.DestinationConfigProperty { OnFailure = new CfnEventSourceMapping.OnFailureProperty { Destination = undelivered.QueueArn } },
        });
        // Lambda checks at creation whether the function's role can read the stream.
        mapping.Node.AddDependency(function.Role);
    }
}

using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>The queues where asynchronous work that failed for good is kept for an operator: 14 days, the most that SQS keeps.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html (MessageRetentionPeriod)</remarks>
internal sealed class DeadLetters(EncryptionKey encryption)
{
    private readonly List<Queue> _all = [];

    public IReadOnlyList<Queue> All => _all;

    public Queue Add(Construct scope, string id)
    {
        var queue = new Queue(scope, id, new QueueProps
        {
            RetentionPeriod = Duration.Days(14),
            EnforceSSL = true,
            Encryption = encryption.Key is null ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS,
            EncryptionMasterKey = encryption.Key,
        });
        _all.Add(queue);
        return queue;
    }
}

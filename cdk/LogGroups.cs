using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>Log groups, all with the same retention and key. They expire automatically, so that logs can still be read after a stack is deleted.</summary>
internal sealed class LogGroups(EncryptionKey encryption, DeploySettings settings)
{
    public LogGroup Add(Construct scope, string id)
    {
        var group = new LogGroup(scope, id, new LogGroupProps { RemovalPolicy = RemovalPolicy.RETAIN, EncryptionKey = encryption.Key });
        ((CfnLogGroup)group.Node.DefaultChild!).RetentionInDays = settings.LogRetentionDays;
        return group;
    }
}

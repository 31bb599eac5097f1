namespace Onboarding.Simulator.CloudFormation;

/// <summary>Pseudo parameters.</summary>
internal static class Pseudo
{
    public const string NoValue = "AWS::NoValue";

    public static readonly IReadOnlyList<string> Names =
        ["AWS::AccountId", NoValue, "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix"];

    public static Dictionary<string, string> Values(CreateStack request, string stackId) => new(StringComparer.Ordinal)
    {
        ["AWS::AccountId"] = request.AccountId,
        ["AWS::Partition"] = Partitions.OfRegion(request.Region),
        ["AWS::Region"] = request.Region,
        ["AWS::StackId"] = stackId,
        ["AWS::StackName"] = request.StackName,
        ["AWS::URLSuffix"] = Partitions.UrlSuffix(Partitions.OfRegion(request.Region)),
    };
}

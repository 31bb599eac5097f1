namespace Onboarding.Simulator;

/// <summary>What CloudFormation, IAM or STS refuses: the HTTP status, error code and message AWS answers with.</summary>
internal sealed class AwsErrorException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;
    public string Code { get; } = code;

    /// <summary>What CloudFormation and STS call any request they find wrong.</summary>
    public static AwsErrorException Validation(string message) => new(400, "ValidationError", message);

    /// <summary>A refusal by policy.</summary>
    public static AwsErrorException AccessDenied(string message) => new(403, "AccessDenied", message);

    /// <summary>A policy document that IAM does not save.</summary>
    public static AwsErrorException MalformedPolicy(string message) => new(400, "MalformedPolicyDocument", message);

    /// <summary>Something AWS would do and this simulation cannot: refused, because guessing would answer what AWS might not.</summary>
    public static AwsErrorException Unknown(string what) => Validation($"The simulated AWS does not know {what}.");
}

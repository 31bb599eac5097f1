namespace Onboarding.Simulator.CloudFormation;

/// <summary>IAM's errors as the handlers of resource types report them.</summary>
internal static class HandlerWords
{
    public static string Of(AwsErrorException error)
    {
        if (error.Code is "InvalidRequest") return error.Message;
        var handlerCode = error.Code switch
        {
            "EntityAlreadyExists" => "AlreadyExists",
            "NoSuchEntity" => "NotFound",
            "LimitExceeded" => "ServiceLimitExceeded",
            _ => "InvalidRequest",
        };
        return $"Resource handler returned message: \"{error.Message} (Service: Iam, Status Code: {error.Status}, "
            + $"Request ID: {Randoms.Uuid()})\" (RequestToken: {Randoms.Uuid()}, HandlerErrorCode: {handlerCode})";
    }
}

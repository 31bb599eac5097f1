using System.Collections;
using Onboarding.Functions;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Sandbox.Processes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>Writes the environment of a function's process: what Lambda sets, what the CDK stack configures, and nothing of the user's own.</summary>
/// <remarks>Lambda's part is listed under <c>configuration-envvars</c> in the Lambda developer guide.</remarks>
internal sealed class FunctionVariables(SandboxOptions options, OfferedProfiles profiles, Vendor vendor, FunctionsBuild build, SandboxAddress address)
{
    /// <summary>The environment of one process.</summary>
    /// <param name="feature">The feature that the function answers.</param>
    /// <param name="environmentId">The execution environment's own id, in the log stream's name.</param>
    /// <param name="runtimeApi">The host and port of its Runtime API.</param>
    /// <param name="credentials">The session of the function's role.</param>
    public IReadOnlyDictionary<string, string> For(string feature, string environmentId, string runtimeApi, IssuedCredentials credentials)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        AddLambda(variables, feature, environmentId, runtimeApi);
        AddCredentials(variables, credentials);
        AddProduct(variables, feature);
        AddNothingOfTheUser(variables);
        AddCompilation(variables);
        return variables;
    }

    private void AddLambda(Dictionary<string, string> variables, string feature, string environmentId, string runtimeApi)
    {
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        variables["AWS_LAMBDA_FUNCTION_NAME"] = Vendor.FunctionName(feature);
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = $"{Feature.All.Single(f => string.Equals(f.Name, feature, StringComparison.Ordinal)).MemoryMiB}";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/" + Vendor.FunctionName(feature);
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = "[$LATEST]" + environmentId;
        variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON";
        variables["AWS_LAMBDA_LOG_LEVEL"] = "INFO";
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_EXECUTION_ENV"] = build.Runtime;
        variables["AWS_REGION"] = options.Partition.HomeRegion;
        variables["AWS_DEFAULT_REGION"] = options.Partition.HomeRegion;
        variables["LAMBDA_TASK_ROOT"] = build.TaskRoot;
        variables["LAMBDA_RUNTIME_DIR"] = build.TaskRoot;
        variables["_HANDLER"] = build.Handler;
        variables["TZ"] = ":UTC";
        variables["LANG"] = "en_US.UTF-8";
        variables["PATH"] = "/usr/local/bin:/usr/bin:/bin:/opt/bin";
    }

    private static void AddCredentials(Dictionary<string, string> variables, IssuedCredentials credentials)
    {
        variables["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        variables["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        if (credentials.SessionToken is not null)
        {
            variables["AWS_SESSION_TOKEN"] = credentials.SessionToken;
        }
    }

    private void AddProduct(Dictionary<string, string> variables, string feature)
    {
        variables["ONBOARDING_FEATURE"] = feature;
        AddDestination(variables, Feature.All.Single(f => string.Equals(f.Name, feature, StringComparison.Ordinal)).Delivers);
        variables["TABLE_NAME"] = TableDefinition.Name;
        variables["BRAND"] = Vendor.Brand;
        variables["TENANT_CLAIM"] = "tenant";
        variables["VENDOR_ROLE_ARN"] = vendor.AccessRoleArn;
        variables["TEMPLATE_BASE_URL"] = address.ForPeople + S3.TemplateBucket.BasePath;
        variables["TEMPLATE_BUCKET"] = S3.TemplateBucket.Name;
        variables["REGIONS"] = string.Join(',', options.Partition.Regions);
        if (profiles.File is not null)
        {
            variables[Templates.ProfileCatalog.Variable] = profiles.File;
        }

        variables[ContextKey.InvitationUrl.Variable] = address.ForPeople + Front.InvitationPath;
        foreach (var variable in ContextKey.All.Where(k => k.OnlyFor is null || string.Equals(k.OnlyFor, feature, StringComparison.Ordinal)).Select(k => k.Variable))
        {
            if (options.Context.TryGetValue(variable, out var value))
            {
                variables[variable] = value;
            }
        }

        if (string.Equals(feature, ContextKey.WebhookSecret.OnlyFor, StringComparison.Ordinal))
        {
            variables.TryAdd(ContextKey.WebhookSecret.Variable, vendor.WebhookSecretArn);
        }

        foreach (var service in (string[])["STS", "CLOUDFORMATION", "IAM", "EVENTBRIDGE", "SNS", "SECRETS_MANAGER"])
        {
            variables["AWS_ENDPOINT_URL_" + service] = address.ForFunctions + "/aws";
        }

        variables["AWS_ENDPOINT_URL_DYNAMODB"] = address.ForFunctions + "/dynamodb";
    }

    private void AddDestination(Dictionary<string, string> variables, Destination? destination)
    {
        if (destination is Destination.EventBus)
        {
            variables["EVENT_BUS_NAME"] = Vendor.EventBusName;
        }
        else if (destination is Destination.EventsTopic)
        {
            variables["EVENTS_TOPIC_ARN"] = vendor.EventsTopicArn;
        }
    }

    private void AddNothingOfTheUser(Dictionary<string, string> variables)
    {
        variables["AWS_CONFIG_FILE"] = "/dev/null";
        variables["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        variables["AWS_EC2_METADATA_DISABLED"] = "true";
        variables["HOME"] = build.TaskRoot;
        variables["DOTNET_ROOT"] = Path.GetDirectoryName(Executables.Dotnet)!;
    }

    // When .NET compiles a method once more is a matter of the machine, not of the function: what is set for the sandbox holds for the functions, too.
    private static void AddCompilation(Dictionary<string, string> variables)
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable is { Key: string name, Value: string value } && name.StartsWith("DOTNET_TC_", StringComparison.Ordinal))
            {
                variables[name] = value;
            }
        }
    }
}

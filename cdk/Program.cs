using Onboarding.Cdk;

try
{
    return CommandLine.Run(args, Environment.GetEnvironmentVariable, Console.Out);
}
catch (DeployException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

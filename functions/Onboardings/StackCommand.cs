using System.Text;
using System.Text.Json;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The AWS CLI's command that creates an onboarding's stack: one line of POSIX shell, also for CloudShell.</summary>
/// <remarks>
/// It prints StackInfo and nothing else on the standard output. A stack that is there already is waited for just the same, so that the command can be repeated. What CloudFormation
/// says of a failure is printed on the standard error. Nothing in it is newer than AWS CLI 1.29 and 2.13, and no answer goes to a terminal, where version 2 would open a pager.
/// </remarks>
internal static class StackCommand
{
    /// <summary>The command.</summary>
    /// <param name="onboarding">The onboarding, while it can be completed.</param>
    /// <param name="templateUrl">The address of its template.</param>
    /// <param name="vendor">Whose template it is.</param>
    public static string Of(OnboardingRecord onboarding, string templateUrl, Vendor vendor)
    {
        var (region, stack) = (ShellText.Quoted(onboarding.Region), ShellText.Quoted(onboarding.RoleName));
        string Aws(string operation, string option = "--stack-name") => $"aws cloudformation {operation} --region {region} {option} {stack}";
        var create = $"{Aws("create-stack")} --template-url {ShellText.Quoted(templateUrl)} --parameters {ShellText.Quoted(Parameters(onboarding))}"
            + $" --capabilities CAPABILITY_NAMED_IAM --tags {ShellText.Quoted($"Key={vendor.WayTag},Value={Vendor.CliWay}")} >/dev/null";
        var exists = $"{Aws("describe-stacks")} >/dev/null 2>&1";
        var wait = Aws("wait stack-create-complete");
        var print = $"{Aws("describe-stacks")} --query \"Stacks[0].Outputs[?OutputKey=='{vendor.StackInfoKey}'].OutputValue\" --output text | grep '^eyJ'";
        var reasons = $"{Aws("describe-stack-events")} --query \"StackEvents[?ends_with(ResourceStatus, '_FAILED')].[LogicalResourceId, ResourceStatusReason]\" --output text 2>/dev/null";
        var remedy = $"No {vendor.StackInfoKey}: the stack {onboarding.RoleName} is not complete. Fix what is reported above. If the stack exists, delete it: {Aws("delete-stack")} && {Aws("wait stack-delete-complete")} Then run this command again.";
        return $"{create} || {exists} && {wait} && {print} || {{ printf '%s\\n' \"$({reasons})\" {ShellText.Quoted(remedy)} >&2; false; }}";
    }

    // One argument in JSON: the short form would be split at commas and equals signs.
    private static string Parameters(OnboardingRecord onboarding)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var (name, value) in StackParameters.Of(onboarding))
            {
                json.WriteStartObject();
                json.WriteString("ParameterKey", name);
                json.WriteString("ParameterValue", value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

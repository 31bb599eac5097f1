using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Templates;

namespace Onboarding.Benchmarks.Registering;

/// <summary>What AWS answers to each call of the customer's registration, made once.</summary>
internal sealed class CannedAnswers
{
    private const string Denied = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ErrorResponse>";
    private const string Session = "<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey><SessionToken>example</SessionToken><Expiration>2126-11-22T13:00:00Z</Expiration></Credentials>";

    private static readonly byte[] s_nothing = "{}"u8.ToArray();
    private static readonly byte[] s_denied = Encoding.UTF8.GetBytes(Denied);

    private readonly Dictionary<string, byte[]> _byAction = new(StringComparer.Ordinal);
    private readonly byte[] _onboarding = Onboarding();

    public CannedAnswers()
    {
        Add("AssumeRole", Session);
        Add("GetCallerIdentity", $"<Arn>{Customer.Role}</Arn><UserId>AROAEXAMPLE:x</UserId><Account>{Customer.Account}</Account>");
        Add("DescribeStacks", $"<Stacks><member><StackId>{Customer.Stack}</StackId><StackName>{Customer.RoleName}</StackName><StackStatus>CREATE_COMPLETE</StackStatus>"
            + $"<Parameters>{Parameter("ExternalId", Customer.ExternalId)}{Parameter("RoleName", Customer.RoleName)}</Parameters></member></Stacks>");
        Add("GetRole", $"<Role><Arn>{Customer.Role}</Arn><RoleName>{Customer.RoleName}</RoleName><MaxSessionDuration>3600</MaxSessionDuration>"
            + $"<AssumeRolePolicyDocument>{Uri.EscapeDataString(ManualRole.TrustPolicy(Customer.Settings.Vendor, "aws", Customer.ExternalId).GetRawText())}</AssumeRolePolicyDocument>"
            + $"<Tags>{Tag(Customer.Settings.Vendor.StackIdTag, Customer.Stack)}{Tag(Customer.Settings.Vendor.TemplateVersionTag, ConnectTemplate.Version)}</Tags></Role>");
        Add("ListRolePolicies", "<PolicyNames><member>Permissions</member><member>SelfInspection</member></PolicyNames><IsTruncated>false</IsTruncated>");
        Add("ListAttachedRolePolicies", "<AttachedPolicies/><IsTruncated>false</IsTruncated>");
        Add("GetAccountSummary", "<SummaryMap>" + string.Concat(Enumerable.Range(0, 40).Select(n => Entry($"Quota{n}"))) + Entry("AccountMFAEnabled") + "</SummaryMap>");
        Add("GetRolePolicy", $"<PolicyName>Permissions</PolicyName><PolicyDocument>{Uri.EscapeDataString(Profile.ReadOnly.PolicyJson)}</PolicyDocument>");
        Add("GetRolePolicy", $"<PolicyName>SelfInspection</PolicyName><PolicyDocument>{Uri.EscapeDataString(SelfInspection())}</PolicyDocument>", "GetRolePolicy SelfInspection");
    }

    /// <summary>The answer to a call of DynamoDB.</summary>
    public byte[] OfTable(string target) => target.EndsWith(".GetItem", StringComparison.Ordinal) ? _onboarding : s_nothing;

    /// <summary>The answer to a call of the Query protocol.</summary>
    public (int Status, byte[] Body) OfQuery(string form)
    {
        var action = Value(form, "Action");
        if (action is "AssumeRole" && Value(form, "RoleArn") == Uri.EscapeDataString(Customer.Role) && Value(form, "ExternalId") != Customer.ExternalId)
            return (403, s_denied);
        return (200, _byAction[Value(form, "PolicyName") is "SelfInspection" ? "GetRolePolicy SelfInspection" : action]);
    }

    private static string Value(string form, string name)
    {
        var start = form.StartsWith(name + "=", StringComparison.Ordinal) ? 0 : form.IndexOf($"&{name}=", StringComparison.Ordinal) + 1;
        if (start == 0 && !form.StartsWith(name + "=", StringComparison.Ordinal))
            return "";
        var value = form[(start + name.Length + 1)..];
        return value.IndexOf('&', StringComparison.Ordinal) is var end && end < 0 ? value : value[..end];
    }

    private void Add(string action, string result, string? name = null) => _byAction[name ?? action] = Encoding.UTF8.GetBytes(
        $"<{action}Response><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata></{action}Response>");

    private static string Parameter(string name, string value) => $"<member><ParameterKey>{name}</ParameterKey><ParameterValue>{value}</ParameterValue></member>";

    private static string Tag(string key, string value) => $"<member><Key>{key}</Key><Value>{value}</Value></member>";

    private static string Entry(string key) => $"<entry><key>{key}</key><value>1</value></entry>";

    private static string SelfInspection() => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"ThisStack","Effect":"Allow","Action":"cloudformation:DescribeStacks","Resource":"{{Customer.Stack[..Customer.Stack.LastIndexOf('/')]}}/*"},
          {"Sid":"ThisRole","Effect":"Allow","Action":["iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies"],"Resource":"{{Customer.Role}}"},
          {"Sid":"AccountSummary","Effect":"Allow","Action":"iam:GetAccountSummary","Resource":"*"}]}
        """;

    private static byte[] Onboarding()
    {
        var item = new JsonObject();
        foreach (var (name, value) in Customer.Onboarding.ToItem().Attributes)
            item[name] = value.N is { } number ? new JsonObject { ["N"] = number } : new JsonObject { ["S"] = value.S };
        return Encoding.UTF8.GetBytes(new JsonObject { ["Item"] = item }.ToJsonString());
    }
}

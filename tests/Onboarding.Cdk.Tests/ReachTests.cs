using System.Text.Json;
using System.Text.Json.Nodes;
using Onboarding.Functions;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Simulator;
using Onboarding.Tests;

namespace Onboarding.Cdk.Tests;

/// <summary>What each function reaches in the table: its synthesized role, tried against the simulated table with keys of every kind.</summary>
[Trait("Threat", "T49")]
public sealed class ReachTests
{
    private static readonly Vendor s_vendor = new(Sandbox.Partition.Aws);
    private static readonly SimulatedAws s_aws = new(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));

    [Fact]
    [Trait(DocTable.Trait, "table")]
    public void Each_Function_Reaches_The_Kinds_Of_Items_That_The_Security_Document_Says_And_No_Other() =>
        new DocTable("security.md", "| function | access |").Hold(Stacks.Functions.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f =>
            $"| {f.Name} | {string.Join(" | ", ItemKind.All.Select(k => Reach(CallerOf(f.Name), k)))} |"));

    [Fact]
    public void Only_Functions_That_Assume_Roles_Touch_Secrets() => Stacks.Functions
        .Where(f => Reach(CallerOf(f.Name), ItemKind.Secret).Length > 0).ShouldAllBe(f => f.AssumesVendorRole);

    [Fact]
    public void The_Groups_Function_Reaches_Groups_And_Their_Count_Only() =>
        ItemKind.All.Where(k => Reach(CallerOf("groups"), k).Length > 0).ShouldBe([ItemKind.Group, ItemKind.Limit]);

    [Fact]
    [Trait("Threat", "T54")]
    public void Of_The_Functions_For_The_Vendors_Software_Only_The_One_That_Hands_Out_Sessions_Reads_Secrets_And_It_Changes_No_Connection()
    {
        var product = Routes.All.Where(r => r.Key.Contains(" /product/v1/connections", StringComparison.Ordinal)).Select(r => r.Feature).Distinct(StringComparer.Ordinal).ToList();

        product.ShouldBe(["connections", "sessions"]);
        product.Where(f => Reach(CallerOf(f), ItemKind.Secret).Length > 0).ShouldBe(["sessions"]);
        Stacks.Functions.Where(f => product.Contains(f.Name, StringComparer.Ordinal) && f.AssumesVendorRole).Select(f => f.Name).ShouldBe(["sessions"]);
        product.SelectMany(f => ItemKind.All.Where(k => Reach(CallerOf(f), k).Contains("write", StringComparison.Ordinal))).ShouldBe([ItemKind.Access, ItemKind.Pseudonym]);
    }

    // A batch or a scan cannot be limited to some keys here, nor can a statement of PartiQL.
    [Fact]
    public void No_Function_Reads_The_Whole_Table_Or_Batches_Of_It() => Stacks.Functions.ShouldAllBe(f =>
        !Allows(CallerOf(f.Name), "Scan", """{"TableName":"Onboarding"}""")
        && !Allows(CallerOf(f.Name), "BatchGetItem", """{"RequestItems":{"Onboarding":{"Keys":[{"pk":{"S":"GROUP#a"},"sk":{"S":"b"}}]}}}""")
        && !Allows(CallerOf(f.Name), "ExecuteStatement", """{"Statement":"SELECT * FROM Onboarding"}"""));

    // Whatever AWS takes as the keys of a transaction, a function's own writes are allowed together, and not with one key of another kind.
    [Fact]
    public void All_That_A_Function_Writes_It_Writes_In_One_Transaction()
    {
        foreach (var feature in Stacks.Functions.Where(f => Written(f).Count > 0))
        {
            var (caller, written) = (CallerOf(feature.Name), Written(feature));

            Allows(caller, "TransactWriteItems", Transaction(written)).ShouldBeTrue(feature.Name);
            foreach (var other in ItemKind.All.Except(written, StringComparer.Ordinal))
                Allows(caller, "TransactWriteItems", Transaction([.. written, other])).ShouldBeFalse($"{feature.Name} {other}");
        }
    }

    private static List<string> Written(Feature feature) => [.. ItemKind.All.Where(k => Reach(CallerOf(feature.Name), k).Contains("write", StringComparison.Ordinal))];

    private static string Transaction(IEnumerable<string> kinds) => new JsonObject
    {
        ["TransactItems"] = new JsonArray([.. kinds.Select(k => (JsonNode)new JsonObject { ["Put"] = new JsonObject { ["TableName"] = "Onboarding", ["Item"] = Key(k) } })]),
    }.ToJsonString();

    private static string Reach(Caller caller, string kind)
    {
        var item = new JsonObject { ["TableName"] = "Onboarding", ["Key"] = Key(kind) }.ToJsonString();
        var put = new JsonObject { ["TableName"] = "Onboarding", ["Item"] = Key(kind) }.ToJsonString();
        var query = new JsonObject
        {
            ["TableName"] = "Onboarding",
            ["KeyConditionExpression"] = "pk = :pk",
            ["ExpressionAttributeValues"] = new JsonObject { [":pk"] = Text(kind + "tenant-a") },
        }.ToJsonString();
        string?[] reach =
        [
            Allows(caller, "GetItem", item) || Allows(caller, "Query", query) ? "read" : null,
            Allows(caller, "PutItem", put) || Allows(caller, "UpdateItem", item) ? "write" : null,
            Allows(caller, "DeleteItem", item) ? "delete" : null,
        ];
        return string.Join(", ", reach.Where(r => r is not null));
    }

    private static bool Allows(Caller caller, string operation, string request) =>
        DynamoOperation.Permissions(operation, JsonElement.Parse(request), _ => s_vendor.TableArn).All(p => s_aws.IsAllowed(caller, p.Action, p.ResourceArn, p.Tell));

    private static JsonObject Key(string kind) => new() { ["pk"] = Text(kind + "tenant-a"), ["sk"] = Text("x") };

    private static JsonObject Text(string value) => new() { ["S"] = value };

    private static Caller CallerOf(string feature)
    {
        var roleArn = s_vendor.FunctionRoleArn(feature);
        s_aws.DefineRole(roleArn, Policy.TrustService("lambda.amazonaws.com"), PolicyOf(feature));
        return new Caller(Vendor.AccountId, "", "", "", s_aws.IssueRoleSession(roleArn, "me").AccessKeyId, "us-east-1");
    }

    /// <summary>The statements about the table in the policy of a feature's role, with the simulated table's ARN in the place of the deployed one's.</summary>
    private static string PolicyOf(string feature)
    {
        var stack = Stacks.Default;
        var role = stack.Function(feature).Properties["Role"]!["Fn::GetAtt"]![0]!.GetValue<string>();
        var statements = stack.Of("AWS::IAM::Policy").Where(p => p.Properties["Roles"]!.AsArray().Any(r => r!["Ref"]!.GetValue<string>() == role))
            .SelectMany(p => p.Properties["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(s => s!["Action"]!.ToJsonString().Contains("dynamodb:", StringComparison.Ordinal) && s["Resource"]!["Fn::GetAtt"]?[1]?.GetValue<string>() != "StreamArn")
            .Select(s => new JsonObject
            {
                ["Effect"] = s!["Effect"]!.DeepClone(),
                ["Action"] = s["Action"]!.DeepClone(),
                ["Resource"] = ResourceOf(s["Resource"]!),
                ["Condition"] = s["Condition"]?.DeepClone(),
            });
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.Append(Nothing)]) }.ToJsonString();
    }

    // A policy has at least one statement.
    private static JsonObject Nothing => new() { ["Effect"] = "Deny", ["Action"] = "dynamodb:DeleteTable", ["Resource"] = "*" };

    private static string ResourceOf(JsonNode resource) => resource switch
    {
        JsonObject o when o["Fn::GetAtt"] is { } attribute => attribute[1]!.GetValue<string>() == "Arn" ? s_vendor.TableArn : throw new InvalidDataException(resource.ToJsonString()),
        JsonObject o when o["Fn::Join"] is { } join => string.Concat(join[1]!.AsArray().Select(p => p is JsonObject ? ResourceOf(p) : p!.GetValue<string>())),
        _ => throw new InvalidDataException(resource.ToJsonString()),
    };
}

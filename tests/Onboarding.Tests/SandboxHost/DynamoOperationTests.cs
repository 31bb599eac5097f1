using System.Text.Json;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Tests.SandboxHost;

public sealed class DynamoOperationTests
{
    [Theory]
    [InlineData("GetItem", """{"TableName":"T"}""", "dynamodb:GetItem table/T")]
    [InlineData("Query", """{"TableName":"T","IndexName":"due"}""", "dynamodb:Query table/T/index/due")]
    [InlineData("BatchGetItem", """{"RequestItems":{"T":{},"U":{}}}""", "dynamodb:BatchGetItem table/T", "dynamodb:BatchGetItem table/U")]
    [InlineData("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"T"}}]}""", "dynamodb:GetItem table/T")]
    [InlineData(
        "TransactWriteItems",
        """{"TransactItems":[{"Put":{"TableName":"T"}},{"Update":{"TableName":"T"}},{"Delete":{"TableName":"T"}},{"ConditionCheck":{"TableName":"T"}}]}""",
        "dynamodb:PutItem table/T", "dynamodb:UpdateItem table/T", "dynamodb:DeleteItem table/T", "dynamodb:ConditionCheckItem table/T")]
    [InlineData("PutItem", """{"TableName":"arn:aws:dynamodb:us-east-1:111122223333:table/T"}""", "dynamodb:PutItem arn:aws:dynamodb:us-east-1:111122223333:table/T")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM T"}""", "dynamodb:ExecuteStatement *")]
    [InlineData("TransactWriteItems", """{"TransactItems":[]}""", "dynamodb:TransactWriteItems *")]
    public void Needs_The_Permissions_Of_What_It_Does(string operation, string body, params string[] permissions) =>
        DynamoOperation.Permissions(operation, JsonElement.Parse(body), name => "table/" + name)
            .Select(p => $"{p.Action} {p.ResourceArn}").Distinct(StringComparer.Ordinal)
            .ShouldBe(permissions);

    [Theory]
    [InlineData("GetItem", """{"TableName":"T","Key":{"pk":{"S":"GROUP#a"},"sk":{"S":"x"}}}""", "GROUP#a")]
    [InlineData("PutItem", """{"TableName":"T","Item":{"pk":{"S":"EVENT#a"},"sk":{"S":"x"}}}""", "EVENT#a")]
    [InlineData("Query", """{"TableName":"T","KeyConditionExpression":"pk = :pk AND begins_with(sk, :p)","ExpressionAttributeValues":{":pk":{"S":"GROUP#a"},":p":{"S":"x"}}}""", "GROUP#a")]
    [InlineData("Query", """{"TableName":"T","IndexName":"due","KeyConditionExpression":"#k=:k","ExpressionAttributeNames":{"#k":"duePk"},"ExpressionAttributeValues":{":k":{"S":"DUE#1"}}}""", "DUE#1")]
    [InlineData("Query", """{"TableName":"T","IndexName":"due","KeyConditionExpression":"pk = :k","ExpressionAttributeValues":{":k":{"S":"DUE#1"}}}""", null)]
    [InlineData("Query", """{"TableName":"T","IndexName":"none","KeyConditionExpression":"pk = :k","ExpressionAttributeValues":{":k":{"S":"DUE#1"}}}""", null)]
    [InlineData("GetItem", """{"TableName":"T","Key":{"pk":{"N":"1"}}}""", null)]
    [InlineData("GetItem", """{"TableName":"T"}""", null)]
    [InlineData("BatchGetItem", """{"RequestItems":{"T":{"Keys":[{"pk":{"S":"GROUP#a"}}]}}}""", null)]
    public void Finds_The_Partition_Key_That_Policies_Ask_For(string operation, string body, string? key) =>
        DynamoOperation.Permissions(operation, JsonElement.Parse(body), name => name).ShouldHaveSingleItem().LeadingKeys.ShouldBe(key is null ? null : [key]);

    // Which of these is right AWS does not document: each item alone, the items of an action together, or all of them.
    [Fact]
    [Trait("Threat", "T49")]
    public void Judges_The_Keys_Of_A_Transaction_In_Every_Reading() => DynamoOperation.Permissions(
        "TransactWriteItems",
        JsonElement.Parse("""{"TransactItems":[{"Put":{"TableName":"T","Item":{"pk":{"S":"A"}}}},{"Put":{"TableName":"T","Item":{"pk":{"S":"B"}}}},{"Delete":{"TableName":"T","Key":{"pk":{"S":"C"}}}}]}"""),
        name => name)
        .Select(p => $"{p.Action["dynamodb:".Length..]} {string.Join('+', p.LeadingKeys!)}")
        .ShouldBe(["PutItem A", "PutItem B", "DeleteItem C", "PutItem A+B", "DeleteItem C", "PutItem A+B+C", "DeleteItem A+B+C"]);

    [Fact]
    public void A_Transaction_With_An_Unknown_Key_Has_No_Keys() => DynamoOperation.Permissions(
        "TransactWriteItems",
        JsonElement.Parse("""{"TransactItems":[{"Put":{"TableName":"T","Item":{"pk":{"S":"A"}}}},{"Put":{"TableName":"T"}}]}"""),
        name => name)
        .Count(p => p.LeadingKeys is null).ShouldBe(3);

    [Theory]
    [InlineData("Scan")]
    [InlineData("DescribeTable")]
    public void Finds_No_Partition_Key_Where_None_Is_Named(string operation) =>
        DynamoOperation.Permissions(operation, JsonElement.Parse("""{"TableName":"T"}"""), name => name).ShouldHaveSingleItem().LeadingKeys.ShouldBeEmpty();

    [Theory]
    [InlineData("DynamoDB_20120810.GetItem", "GetItem")]
    [InlineData("DynamoDB_20120810.", null)]
    [InlineData("DynamoDBStreams_20120810.GetRecords", null)]
    [InlineData("", null)]
    public void Reads_The_Operation_From_The_Target(string target, string? operation) => DynamoOperation.Name(target).ShouldBe(operation);
}

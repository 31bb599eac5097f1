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
            .Select(p => $"{p.Action} {p.ResourceArn}")
            .ShouldBe(permissions);

    [Theory]
    [InlineData("DynamoDB_20120810.GetItem", "GetItem")]
    [InlineData("DynamoDB_20120810.", null)]
    [InlineData("DynamoDBStreams_20120810.GetRecords", null)]
    [InlineData("", null)]
    public void Reads_The_Operation_From_The_Target(string target, string? operation) => DynamoOperation.Name(target).ShouldBe(operation);
}

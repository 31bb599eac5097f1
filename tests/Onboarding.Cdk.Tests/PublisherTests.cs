using System.Diagnostics;
using System.Text.Json.Nodes;
using Onboarding.Templates;

namespace Onboarding.Cdk.Tests;

/// <summary>What runs in a deployment to publish the templates, run by Node.js against a bucket that behaves as S3 with the bucket's policy.</summary>
public sealed class PublisherTests : IDisposable
{
    private const string Bucket = """
        const objects = new Map(Object.entries(JSON.parse(process.env.OBJECTS)));
        class Command { constructor(input) { this.input = input; } }
        const encodingOf = (key) => key.endsWith('.zip') ? 'base64' : 'utf8';
        const refuse = (name) => { throw Object.assign(new Error(`The bucket says ${name}`), { name }); };
        exports.objects = objects;
        exports.PutObjectCommand = class extends Command {
          run() { return this.input.IfNoneMatch !== '*' ? refuse('AccessDenied') : objects.has(this.input.Key) ? refuse('PreconditionFailed') : objects.set(this.input.Key, this.input.Body.toString(encodingOf(this.input.Key))); }
        };
        exports.GetObjectCommand = class extends Command {
          run() { return objects.has(this.input.Key) ? { Body: { transformToByteArray: async () => Buffer.from(objects.get(this.input.Key), encodingOf(this.input.Key)) } } : refuse('AccessDenied'); }
        };
        exports.DeleteObjectCommand = class extends Command { run() { return objects.delete(this.input.Key); } };
        exports.S3Client = class { async send(command) { if (command.input.Bucket !== 'bucket') refuse('NoSuchBucket'); return command.run(); } };
        """;

    private const string Deployment = """
        const { objects } = require('@aws-sdk/client-s3');
        global.fetch = async (url, request) => { console.log(JSON.stringify({ url, answer: JSON.parse(request.body), objects: Object.fromEntries(objects) })); };
        require('./index').handler(JSON.parse(process.env.EVENT), { logStreamName: 'stream' });
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-publisher-");

    public PublisherTests()
    {
        File.Copy(Repository.PathOf("cdk", "Publishing", "publish.js"), Path.Combine(_folder.FullName, "index.js"));
        File.WriteAllText(Path.Combine(_folder.FullName, "run.js"), Deployment);
        var package = _folder.CreateSubdirectory(Path.Combine("node_modules", "@aws-sdk", "client-s3"));
        File.WriteAllText(Path.Combine(package.FullName, "index.js"), Bucket);
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void A_Template_Is_Published_Under_The_Address_That_A_Link_Names()
    {
        var vendor = new Vendor("Acme", "111122223333", "acme-connect-access");
        var text = ConnectTemplate.Render(Profile.ReadOnly, vendor);
        var key = "templates/" + TemplateAddress.Path("1.2.3", "read-only", TemplateAddress.Digest(text));

        var (answer, objects) = Deploy(Publish("read-only", text), []);

        key.ShouldMatch("^templates/1\\.2\\.3/read-only-[0-9a-f]{32}\\.yaml$");
        (answer["Status"]!.GetValue<string>(), answer["Data"]!["Key"]!.GetValue<string>(), answer["PhysicalResourceId"]!.GetValue<string>()).ShouldBe(("SUCCESS", key, key));
        (answer["StackId"]!.GetValue<string>(), answer["RequestId"]!.GetValue<string>(), answer["LogicalResourceId"]!.GetValue<string>()).ShouldBe(("stack", "request", "Template"));
        objects.ShouldBe([(key, text)]);
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void A_Module_Is_Published_As_The_Archive_Whose_Digest_The_Functions_Know()
    {
        var vendor = new Vendor("Acme", "111122223333", "acme-connect-access");
        foreach (var style in Enum.GetValues<PolicyStyle>())
        {
            var zip = TerraformModule.Zip(Profile.ReadOnly, vendor, style);
            var key = "templates/" + TemplateAddress.ModulePath("1.2.3", "read-only", TemplateAddress.Digest(zip));
            var asked = Event(new JsonObject
            {
                ["Bucket"] = "bucket",
                ["Folder"] = "templates/1.2.3",
                ["File"] = "read-only",
                ["Files"] = new JsonArray([.. TerraformModule.Files(Profile.ReadOnly, vendor, style).Select(f => new JsonObject { ["Name"] = f.Name, ["Text"] = f.Text })]),
                ["DigestLength"] = "32",
            });

            var (answer, objects) = Deploy(asked, []);

            key.ShouldMatch("^templates/1\\.2\\.3/read-only-[0-9a-f]{32}\\.zip$");
            answer["Status"]!.GetValue<string>().ShouldBe("SUCCESS", answer.ToJsonString());
            objects.ShouldBe([(key, Convert.ToBase64String(zip))]);
            Deploy(asked, objects).Objects.ShouldBe(objects);
            Deploy(asked, [(key, Convert.ToBase64String("forged"u8))]).Answer["Reason"]!.GetValue<string>().ShouldContain("is never written twice");
        }
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void A_Changed_Text_Gets_A_New_Address_And_The_Old_One_Stays()
    {
        var (_, first) = Deploy(Publish("full", "one"), []);

        var (answer, second) = Deploy(Publish("full", "two"), first);

        answer["Status"]!.GetValue<string>().ShouldBe("SUCCESS");
        second.Count.ShouldBe(2);
        second[0].ShouldBe(first[0]);
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void Publishing_The_Same_Again_Changes_Nothing()
    {
        var (_, first) = Deploy(Publish("full", "日本語"), []);

        var (answer, second) = Deploy(Publish("full", "日本語"), first);

        answer["Status"]!.GetValue<string>().ShouldBe("SUCCESS");
        second.ShouldBe(first);
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void A_Deployment_Fails_When_Another_Text_Is_At_The_Address()
    {
        var (_, first) = Deploy(Publish("full", "one"), []);

        var (answer, objects) = Deploy(Publish("full", "one"), [(first[0].Key, "forged")]);

        answer["Status"]!.GetValue<string>().ShouldBe("FAILED");
        answer["Reason"]!.GetValue<string>().ShouldEndWith($"{first[0].Key} has another text, and is never written twice (log stream stream)");
        objects.ShouldBe([(first[0].Key, "forged")]);
    }

    [Theory]
    [Trait("Threat", "T53")]
    [InlineData("Text")]
    [InlineData("Keys")]
    public void Deleting_The_Stack_Deletes_Nothing(string what)
    {
        (string Key, string Text)[] published = [("templates/1.2.3/full-00.yaml", "one"), ("templates/1.0.0/human-access-1.0.0.yaml", "old")];
        var deleted = what == "Text" ? Publish("full", "one") : Withdraw("templates/1.0.0/human-access-1.0.0.yaml");
        deleted["RequestType"] = "Delete";
        deleted["PhysicalResourceId"] = "before";

        var (answer, objects) = Deploy(deleted, published);

        (answer["Status"]!.GetValue<string>(), answer["PhysicalResourceId"]!.GetValue<string>()).ShouldBe(("SUCCESS", "before"));
        objects.ShouldBe(published);
    }

    [Fact]
    [Trait("Threat", "T46")]
    public void What_Is_Withdrawn_Is_Gone_And_Everything_Else_Stays()
    {
        (string Key, string Text)[] published =
            [("templates/1.0.0/human-access-1.0.0.yaml", "old"), ("templates/1.0.0/full.yaml", "full"), ("templates/1.1.0/human-access-1.0.0.yaml", "old"), ("templates/1.1.0/human-access-00.yaml", "new")];

        var (answer, objects) = Deploy(Withdraw("templates/1.0.0/human-access-1.0.0.yaml", "templates/1.1.0/human-access-1.0.0.yaml"), published);

        answer["Status"]!.GetValue<string>().ShouldBe("SUCCESS");
        objects.ShouldBe([("templates/1.0.0/full.yaml", "full"), ("templates/1.1.0/human-access-00.yaml", "new")]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Publish(string name, string text) =>
        Event(new JsonObject { ["Bucket"] = "bucket", ["Folder"] = "templates/1.2.3", ["File"] = name, ["Text"] = text, ["DigestLength"] = "32" });

    private static JsonObject Withdraw(params string[] keys) => Event(new JsonObject { ["Bucket"] = "bucket", ["Keys"] = new JsonArray([.. keys.Select(k => JsonValue.Create(k))]) });

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html: all properties come as texts.
    private static JsonObject Event(JsonObject properties) => new()
    {
        ["RequestType"] = "Create",
        ["ResponseURL"] = "https://cloudformation.example/answer",
        ["StackId"] = "stack",
        ["RequestId"] = "request",
        ["LogicalResourceId"] = "Template",
        ["ResourceProperties"] = properties,
    };

    private (JsonObject Answer, IReadOnlyList<(string Key, string Text)> Objects) Deploy(JsonObject asked, IEnumerable<(string Key, string Text)> before)
    {
        var start = new ProcessStartInfo("node", ["run.js"]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = _folder.FullName };
        start.Environment["EVENT"] = asked.ToJsonString();
        start.Environment["OBJECTS"] = new JsonObject(before.Select(o => KeyValuePair.Create<string, JsonNode?>(o.Key, o.Text))).ToJsonString();
        using var process = Process.Start(start)!;
        var said = JsonNode.Parse(process.StandardOutput.ReadToEnd())!;
        process.WaitForExit();
        said["url"]!.GetValue<string>().ShouldBe("https://cloudformation.example/answer");
        return (said["answer"]!.AsObject(), [.. said["objects"]!.AsObject().Select(o => (o.Key, o.Value!.GetValue<string>()))]);
    }
}

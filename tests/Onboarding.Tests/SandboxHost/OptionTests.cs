using Onboarding.Functions;
using Onboarding.Sandbox;

namespace Onboarding.Tests.SandboxHost;

public sealed class OptionTests
{
    [Fact]
    public void Listens_On_5080_And_Keeps_The_Table_In_Memory_When_Nothing_Is_Asked_For()
    {
        var options = SandboxOptions.Parse([], out var problem);

        problem.ShouldBeNull();
        options.ShouldNotBeNull();
        options.Port.ShouldBe(5080);
        options.DataDirectory.ShouldBeNull();
        options.Concurrency.ShouldBe(4);
        options.Partition.ShouldBe(Partition.Aws);
        options.AllowedOrigins.ShouldBeEmpty();
    }

    [Fact]
    public void Takes_Every_Option()
    {
        var options = SandboxOptions.Parse(
            ["--port", "0", "--data", "kept", "--concurrency", "2", "--partition", "aws-us-gov", "--allow-origin", "http://localhost:3000", "--allow-origin", "https://example.com",
             "--context", "pasteFree=any", "--context", "pasteFree=never"],
            out var problem);

        problem.ShouldBeNull();
        options.ShouldNotBeNull();
        options.Port.ShouldBe(0);
        options.DataDirectory.ShouldBe(Path.GetFullPath("kept"));
        options.Concurrency.ShouldBe(2);
        options.Partition.HomeRegion.ShouldBe("us-gov-west-1");
        options.AllowedOrigins.ShouldBe(["http://localhost:3000", "https://example.com"]);
        options.Context.ShouldBe([KeyValuePair.Create("PASTE_FREE", "never")]);
    }

    [Theory]
    [InlineData("There is no option --prot.", "--prot", "1")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("--port takes a number from 0 to 65535.", "--port", "65536")]
    [InlineData("--port takes a number from 0 to 65535.", "--port", "-1")]
    [InlineData("--concurrency takes a number from 1 to 16.", "--concurrency", "0")]
    [InlineData("--functions: there is no file no-such-file.", "--functions", "no-such-file")]
    [InlineData("--partition takes aws, aws-cn, aws-us-gov or aws-eusc.", "--partition", "aws-eu")]
    [InlineData("--allow-origin takes an origin such as http://localhost:3000.", "--allow-origin", "http://localhost:3000/page")]
    [InlineData("--context needs a value.", "--context")]
    [InlineData("--context takes key=value, not pasteFree.", "--context", "pasteFree")]
    [InlineData("--context: the context key pasteFree wants proven or never or any, not often.", "--context", "pasteFree=often")]
    public void Says_What_Is_Wrong(string sentence, params string[] arguments)
    {
        SandboxOptions.Parse(arguments, out var problem).ShouldBeNull();
        problem.ShouldBe(sentence);
    }

    [Fact]
    public void Refuses_An_Unknown_Context_Key_And_Lists_The_Keys()
    {
        SandboxOptions.Parse(["--context", "pasteFre=any"], out var problem).ShouldBeNull();

        problem.ShouldBe($"--context: the sandbox does not know the context key pasteFre. The keys are {string.Join(", ", ContextKey.All.Select(k => k.Name).Order(StringComparer.Ordinal))}.");
    }
}

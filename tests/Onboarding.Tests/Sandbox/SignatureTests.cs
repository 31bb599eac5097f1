using System.Text;
using Onboarding.Simulator.Signature;

namespace Onboarding.Tests.Sandbox;

/// <summary>Against AWS's published examples: the Signature Version 4 test suite and the signing guide's ListUsers.</summary>
public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Theory]
    [InlineData("GET", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("POST", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void Signs_The_Test_Suite_As_Published(string method, string query, string expected)
    {
        var canonical = CanonicalRequest.Text(
            method,
            UriEncoding.CanonicalPath("/"),
            UriEncoding.CanonicalQuery(query),
            ["host", "x-amz-date"],
            name => name is "host" ? "example.amazonaws.com" : "20150830T123600Z",
            CanonicalRequest.Hash([]));
        Sign(canonical, "20150830/us-east-1/service/aws4_request").ShouldBe(expected);
    }

    [Fact]
    public void Signs_The_Guides_ListUsers_As_Published()
    {
        var canonical = CanonicalRequest.Text(
            "GET",
            "/",
            UriEncoding.CanonicalQuery("Action=ListUsers&Version=2010-05-08"),
            ["content-type", "host", "x-amz-date"],
            name => name switch
            {
                "content-type" => "application/x-www-form-urlencoded; charset=utf-8",
                "host" => "iam.amazonaws.com",
                _ => "20150830T123600Z",
            },
            CanonicalRequest.Hash([]));
        CanonicalRequest.Hash(Encoding.UTF8.GetBytes(canonical))
            .ShouldBe("f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
        Sign(canonical, "20150830/us-east-1/iam/aws4_request")
            .ShouldBe("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    [InlineData("/aws", "/aws")]
    [InlineData("/aws/", "/aws/")]
    [InlineData("//example//", "/example/")]
    [InlineData("/example/..", "/")]
    [InlineData("/./example", "/example")]
    [InlineData("/ops/v1/registrations/a%3Ab", "/ops/v1/registrations/a%253Ab")]
    public void Normalises_Paths_And_Encodes_Them_Once_More(string sent, string expected) =>
        UriEncoding.CanonicalPath(sent).ShouldBe(expected);

    private static string Sign(string canonical, string scope) =>
        CanonicalRequest.Sign(Secret, scope, CanonicalRequest.StringToSign("20150830T123600Z", scope, canonical));
}

namespace Onboarding.Simulator.Query;

/// <summary>A service that speaks the Query protocol.</summary>
/// <param name="Name">As in the credential scope.</param>
/// <param name="Version">The value of the parameter <c>Version</c>.</param>
/// <param name="Namespace">Of its XML.</param>
internal sealed record QueryService(string Name, string Version, string Namespace)
{
    public static readonly QueryService Sts = new("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");
    public static readonly QueryService Iam = new("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/");

#pragma warning disable S5332 // An XML namespace; nothing connects to it.
    public static readonly QueryService CloudFormation =
        new("cloudformation", "2010-05-15", "http://cloudformation.amazonaws.com/doc/2010-05-15/");

    public static readonly QueryService Sns = new("sns", "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/");
#pragma warning restore S5332

    public static readonly IReadOnlyList<QueryService> All = [Sts, Iam, CloudFormation, Sns];
}

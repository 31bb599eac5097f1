namespace Onboarding.Cdk.Packaging;

/// <summary>Whether a native executable starts on Lambda: it is linked against the C library of the machine that builds it, and runs with that of Amazon Linux 2023.</summary>
internal static class Glibc
{
    /// <summary>What <c>provided.al2023</c> has: https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html</summary>
    public static readonly Version OfLambda = new(2, 34);

    private const string Prefix = "GLIBC_";

    /// <summary>Compares an executable's needs with Lambda's C library.</summary>
    /// <param name="executable">The path.</param>
    /// <exception cref="DeployException">It needs a newer C library and would fail at startup.</exception>
    public static void Require(string executable) => Require(ElfVersions.Needed(File.ReadAllBytes(executable)));

    /// <inheritdoc cref="Require(string)" />
    /// <param name="needed">The versions that it needs.</param>
    public static void Require(IReadOnlyList<string> needed)
    {
        if (needed.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && !IsThere(n[Prefix.Length..])).ToList() is { Count: > 0 } missing)
        {
            throw new DeployException(
                $"The lane native was linked on a Linux that is too new: it needs {string.Join(", ", missing)}, and Lambda's provided.al2023 has glibc {OfLambda}. "
                + "Build it where glibc is no newer, as in a container of public.ecr.aws/amazonlinux/amazonlinux:2023, or choose the lane managed.");
        }
    }

    // A name without a number, such as GLIBC_ABI_DT_RELR of 2.36, came with a later version.
    private static bool IsThere(string version) => Version.TryParse(version, out var number) && number <= OfLambda;
}

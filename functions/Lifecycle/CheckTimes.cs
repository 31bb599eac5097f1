using System.Security.Cryptography;

namespace Onboarding.Functions.Lifecycle;

/// <summary>When an account is checked next: at an unpredictable time, so that no one can loosen a role right after one check and tighten it before the next.</summary>
/// <remarks>
/// The time between checks is exponentially distributed: the time since the last one doesn't reveal when the next one comes. A requested check
/// draws a new time, which doesn't change that.
/// </remarks>
internal static class CheckTimes
{
    /// <summary>The mean of the distribution.</summary>
    public static readonly TimeSpan Mean = TimeSpan.FromHours(18);

    /// <summary>No two checks are further apart.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(36);

    /// <summary>What of the longest time is left for a sweep to come to the account.</summary>
    private static readonly TimeSpan s_forTheSweep = TimeSpan.FromMinutes(30);

    private const int RandomBits = 53;

    /// <summary>Draws the time until the next check.</summary>
    public static TimeSpan Next()
    {
        var drawn = Mean * -Math.Log(Uniform());
        var longest = Longest - s_forTheSweep;
        return drawn < longest ? drawn : longest;
    }

    // Above 0 and up to 1, in as many steps as a double can represent.
    private static double Uniform()
    {
        var number = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> (64 - RandomBits);
        return (number + 1) / (double)(1UL << RandomBits);
    }
}

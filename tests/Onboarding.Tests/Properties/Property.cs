using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Onboarding.Tests.Properties;

/// <summary>Holds a property against the corpus, then against generated values: the same ones in every run, unless <c>ONBOARDING_SEED</c> names another seed, and <c>ONBOARDING_TRIES</c> how many.</summary>
/// <remarks>A failure prints the smallest value that FsCheck found and the seed. Such a value goes into <see cref="Corpus"/> and is tried first from then on.</remarks>
internal static class Property
{
    private const ulong FixedSeed = 20261122;
    private const int Tries = 500;

    public static void Holds(Gen<string> texts, IEnumerable<string> corpus, Action<string> check, int tries = Tries)
    {
        foreach (var text in corpus)
            check(text);
        var shrinking = ArbMap.Default.ArbFor<string>();
        Check(Arb.From(texts, shrinking.Shrinker), check, tries);
    }

    public static void Holds<T>(Gen<T> values, Action<T> check, int tries = Tries) => Check(Arb.From(values), check, tries);

    private static void Check<T>(Arbitrary<T> values, Action<T> check, int tries)
    {
        // FsCheck wants an odd gamma; it says both in a failure.
        Prop.ForAll(values, check).Check(Config.QuickThrowOnFailure.WithMaxTest((int)(Named("ONBOARDING_TRIES") ?? (ulong)tries)).WithReplay(Named("ONBOARDING_SEED") ?? FixedSeed, 1));
    }

    private static ulong? Named(string variable) => ulong.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

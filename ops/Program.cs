using System.Globalization;
using Onboarding.Ops;

// System.CommandLine's own sentences follow the culture of the process.
if (LanguageChoice.Of(args, Environment.GetEnvironmentVariable) == Language.Japanese)
    CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
return await CommandLine.RunAsync(args, Surroundings.OfProcess());

using Onboarding.Ops;

return await CommandLine.RunAsync(args, Surroundings.OfProcess());

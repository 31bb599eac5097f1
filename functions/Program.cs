return await Onboarding.Functions.Function.RunAsync(Environment.GetEnvironmentVariable, TimeProvider.System, CancellationToken.None);

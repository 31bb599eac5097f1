return Onboarding.Functions.Function.Run(Environment.GetEnvironmentVariable, TimeProvider.System, CancellationToken.None);

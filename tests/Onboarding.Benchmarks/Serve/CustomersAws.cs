namespace Onboarding.Benchmarks.Serve;
internal static class CustomersAws { public static Task<int> RunAsync() => Task.FromResult(0); }

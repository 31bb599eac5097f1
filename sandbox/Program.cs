return await Onboarding.Sandbox.SandboxCommand.RunAsync(args);

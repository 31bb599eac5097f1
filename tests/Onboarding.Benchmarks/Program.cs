using Onboarding.Benchmarks.Cold;
using Onboarding.Benchmarks.Micro;
using Onboarding.Benchmarks.Operating;
using Onboarding.Benchmarks.Registering;
using Onboarding.Benchmarks.Serve;
using Onboarding.Benchmarks.Sweeping;
using Onboarding.Benchmarks.Warm;

return args switch
{
    ["cold", .. var rest] => await ColdCommand.RunAsync(rest),
    ["warm", .. var rest] => await WarmCommand.RunAsync(rest),
    ["register", .. var rest] => await RegisterCommand.RunAsync(rest),
    ["micro", .. var rest] => MicroCommand.Run(rest),
    ["sweep", .. var rest] => await SweepCommand.RunAsync(rest),
    ["operators", .. var rest] => await OperatorsCommand.RunAsync(rest),
    ["serve"] => await AnsweringDynamo.RunAsync(),
    ["serve-registration"] => await CannedAws.RunAsync(),
    ["serve-aws"] => await CustomersAws.RunAsync(),
    ["serve-table", var due] => await AnsweringTable.RunAsync(int.Parse(due, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Onboarding.Benchmarks -- COMMAND

          cold [runs]        process start to the first minted link, in both lanes, beside a bare program (publishes first)
          warm [rounds]      minting beside its bare transaction: time, allocations, throughput on all cores
          register [rounds]  a registration, and the verification in it, beside the bare calls: its own work
          micro [filter]     BenchmarkDotNet: minting, parsing, listing, each beside its floor
          operators [count]  operators' lists, stats and versions with 100,000 accounts stored
          sweep              the due index with 1,000 and 100,000 accounts; 10,000 due items worked off
        """);
    return 2;
}

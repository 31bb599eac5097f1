using System.Diagnostics;
using System.Text.Json;

namespace Onboarding.EndToEnd.Faults;

/// <summary>Plays one cell: the fault, the request, and the same request when the fault has passed.</summary>
internal sealed class FaultCell(SandboxProcess sandbox, FaultRow row, FaultColumn column, Customer customer)
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private readonly FaultRequest _request = row.Request;

    public FaultRow Row => row;

    public FaultColumn Column => column;

    public Task PrepareAsync() => _request.Prepare(customer);

    /// <summary>Plays it.</summary>
    /// <returns>The observed cell; after <c>!</c>, what must never happen.</returns>
    public async Task<string> PlayAsync()
    {
        var (caller, about) = (row.Call.Caller(customer), row.Call.About?.Invoke(customer));
        if (row.Call.IsFirstOfProcess)
            await KillAsync();
        await sandbox.FaultAsync(row.Call.Service, column.Error, row.Call.Operation, column.Count, skip: row.Call.Skip, caller: caller, about: about);
        var watch = Stopwatch.StartNew();
        var reply = await _request.Send(customer);
        var took = watch.Elapsed;
        await sandbox.ClearFaultsAsync(caller, about);
        var seen = await _request.Look(customer);
        var repeated = await _request.Send(customer);
        var end = await _request.Look(customer);
        return Answer(reply)
            + (!IsSuccess(reply) && seen != _request.Before ? ", done" : "")
            + (IsSuccess(repeated) ? "" : ", then " + Answer(repeated))
            + (took < s_budget ? "" : $" ! after {took.TotalSeconds:0} s")
            + (reply.Refusal.Code is null || reply.Status != 503 || reply.RetryAfter == s_retryAfter ? "" : " ! does not say when to ask again")
            + WhatMustNotBe(reply, seen, end);
    }

    // A new process has no session of the service's role; the environment that was used last is used next.
    private async Task KillAsync()
    {
        await sandbox.FaultAsync("dynamodb", "kill-before", "GetItem", caller: "onboarding-function-" + _request.Function, about: customer.Id);
        (await _request.Send(customer)).Expect(500);
    }

    private string WhatMustNotBe(Reply reply, string seen, string end)
    {
        if (!IsSuccess(reply) && seen != _request.Before && !(column.Kills && seen == _request.After))
            return $" ! left “{seen}”";
        var expected = seen == _request.Before ? _request.After : _request.Again ?? _request.After;
        return end == expected ? "" : $" ! ended with “{end}”";
    }

    private static bool IsSuccess(Reply reply) => reply.Status is >= 200 and < 300;

    private static string Answer(Reply reply)
    {
        var check = Member(reply.Body, "check") ?? Member(reply.Body, "lastCheck") ?? reply.Body;
        var code = (Member(reply.Body, "code") ?? Member(check, "code"))?.GetString();
        return reply.Status
            + (code is null ? "" : " " + code)
            + (Member(check, "findings") is { } findings && findings.GetArrayLength() > 0 ? " with a finding" : "");
    }

    private static JsonElement? Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) ? member : null;
}

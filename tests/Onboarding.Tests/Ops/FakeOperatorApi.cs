using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Ops.Audit;
using Onboarding.Simulator;

namespace Onboarding.Tests.Ops;

/// <summary>The operator API with a few registrations in memory, behind a check of the signature as strict as AWS's.</summary>
internal sealed class FakeOperatorApi : IAsyncDisposable
{
    private const string Account = "999988887777";
    private const string Region = "ap-northeast-1";
    private const string ApiArn = $"arn:aws:execute-api:{Region}:{Account}:api/$default";

    private readonly WebApplication _app;
    private readonly SimulatedAws _aws = new(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));

    private FakeOperatorApi(WebApplication app)
    {
        _app = app;
        Operator = _aws.IssueUserKey(Account, "operator", Allow("/ops/*"));
        Outsider = _aws.IssueUserKey(Account, "outsider", Allow("/other/*"));
    }

    public IssuedCredentials Operator { get; }

    public IssuedCredentials Outsider { get; }

    public JsonArray Registrations { get; } = [];

    /// <summary>The trails by the registrations' ids.</summary>
    public Dictionary<string, JsonArray> Trails { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>Trails that make the function fail, with the code of its answer; null where API Gateway answers for it.</summary>
    public Dictionary<string, string?> FailingTrails { get; } = new(StringComparer.Ordinal);

    /// <summary>The rounds that sweeping, or delivering again, will take.</summary>
    public Queue<JsonObject> Rounds { get; } = [];

    /// <summary>How many of the next requests are throttled.</summary>
    public int BusyFor { get; set; }

    /// <summary>The registration whose requests are throttled.</summary>
    public string? BusyWith { get; set; }

    public string CheckOutcome { get; set; } = "passed";

    /// <summary>The API's time, when it is not the machine's.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>Whether the tenant has a key of pseudonyms.</summary>
    public bool HasKey { get; private set; } = true;

    /// <summary>The requests that were let in: method, path and query.</summary>
    public List<string> Requests { get; } = [];

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<FakeOperatorApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new FakeOperatorApi(app);
        app.Run(api.AnswerAsync);
        await app.StartAsync();
        return api;
    }

    public string AddRegistration(string id, string state, string name = "Main account", string tenant = "acme")
    {
        Registrations.Add(new JsonObject
        {
            ["id"] = id,
            ["kind"] = state is "pending" or "expired" ? "onboarding" : "account",
            ["tenant"] = tenant,
            ["groupId"] = "g-1",
            ["name"] = name,
            ["awsAccountId"] = "111122223333",
            ["roleArn"] = "arn:aws:iam::111122223333:role/onboarding-connect-abc",
            ["region"] = "ap-northeast-1",
            ["profile"] = "read-only",
            ["state"] = state,
            ["since"] = "2026-01-01T00:00:00.000Z",
            ["createdAt"] = "2025-12-01T00:00:00.000Z",
        });
        return id;
    }

    /// <summary>A registration that the API can't read and knows almost nothing about.</summary>
    public void AddUnreadable(string id) => Registrations.Add(new JsonObject { ["id"] = id, ["kind"] = "onboarding", ["state"] = "unreadable" });

    /// <summary>A sound trail of so many decisions.</summary>
    public void AddTrail(string id, int entries)
    {
        var trail = new JsonArray();
        var previous = new string('0', 64);
        for (var sequence = 1; sequence <= entries; sequence++)
        {
            var decision = sequence == 1 ? "minted" : "checked";
            var text = $$"""{"sequence":{{sequence}},"at":"2026-01-01T00:00:0{{sequence}}.000Z","decision":"{{decision}}","by":"service","previousHash":"{{previous}}"}""";
            var hash = ChainCheck.HashOf(text);
            trail.Add(new JsonObject
            {
                ["sequence"] = sequence,
                ["at"] = $"2026-01-01T00:00:0{sequence}.000Z",
                ["decision"] = decision,
                ["by"] = "service",
                ["text"] = text,
                ["hash"] = hash,
                ["previousHash"] = previous,
            });
            previous = hash;
        }

        Trails[id] = trail;
        Heads[id] = new JsonObject { ["sequence"] = entries, ["hash"] = previous };
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Allow(string path) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"{{ApiArn}}/*{{path}}"}]}""";

    private async Task AnswerAsync(HttpContext context)
    {
        if (Date is { } date)
            context.Response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
        if (!await IsLetInAsync(context))
        {
            await WriteAsync(context, 403, new JsonObject { ["message"] = "Forbidden" });
            return;
        }

        var isBusy = BusyWith is { } id && context.Request.Path.Value!.EndsWith(id, StringComparison.Ordinal);
        if (BusyFor > 0 || isBusy)
        {
            BusyFor -= isBusy ? 0 : 1;
            context.Response.Headers.RetryAfter = "0";
            await WriteAsync(context, 503, Problem("aws-throttled", "AWS is limiting requests"));
            return;
        }

        Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        var (status, body) = Route(context.Request.Method, context.Request.Path.Value!.Trim('/').Split('/')[2..], context.Request.Query);
        await WriteAsync(context, status, body);
    }

    private async Task<bool> IsLetInAsync(HttpContext context)
    {
        try
        {
            var caller = await _aws.AuthenticateAsync(context, "execute-api", Region, context.RequestAborted);
            return _aws.IsAllowed(caller, "execute-api:Invoke", $"{ApiArn}/{context.Request.Method}{context.Request.Path}");
        }
        catch (AwsErrorException)
        {
            return false;
        }
    }

    private (int Status, JsonNode Body) Route(string method, string[] path, IQueryCollection query) => (method, path) switch
    {
        ("GET", ["registrations"]) => (200, List(query)),
        ("POST", ["sweep"]) or ("POST", ["events" or "mails", "redrive"]) => (200, Rounds.Dequeue()),
        ("POST", ["pseudonyms"]) => (200, HasKey ? new JsonObject { ["pseudonym"] = "user:0123456789abcdef" } : new JsonObject()),
        ("DELETE", ["pseudonyms"]) => (200, Erase(query["tenant"].ToString())),
        (_, ["registrations", var id, ..]) when Find(id) is null => (404, Problem("registration-not-found", "Registration not found")),
        (_, ["registrations", var id, "audit" or "checks"]) when (string?)Find(id)!["state"] == "unreadable" => (409, Problem("registration-unreadable", "The registration cannot be read")),
        ("GET", ["registrations", var id]) => (200, Find(id)!.DeepClone()),
        ("GET", ["registrations", var id, "audit"]) when FailingTrails.TryGetValue(id, out var code) =>
            (500, code is null ? new JsonObject { ["message"] = "Internal Server Error" } : Problem(code, "Something went wrong")),
        ("GET", ["registrations", var id, "audit"]) => (200, Audit(id, query)),
        ("POST", ["registrations", var id, "checks"]) => (200, Check(id)),
        ("DELETE", ["registrations", var id]) => Delete(id),
        _ => (404, new JsonObject { ["message"] = "Not Found" }),
    };

    private JsonObject Erase(string tenant)
    {
        var erasure = new JsonObject { ["tenant"] = tenant, ["erased"] = HasKey };
        HasKey = false;
        return erasure;
    }

    // Pages of two, so that every list of three has two pages.
    private JsonObject List(IQueryCollection query)
    {
        var state = query["state"].ToString();
        var chosen = Registrations.Where(r => state is "" or "all" || state == (string?)r!["state"] || (state is "stale" && (string?)r["state"] is "expired" or "detached")).ToList();
        var start = query.ContainsKey("cursor") ? int.Parse(query["cursor"]!, CultureInfo.InvariantCulture) : 0;
        var page = new JsonObject { ["registrations"] = new JsonArray([.. chosen.Skip(start).Take(2).Select(r => r!.DeepClone())]) };
        if (chosen.Count > start + 2)
            page["cursor"] = (start + 2).ToString(CultureInfo.InvariantCulture);
        return page;
    }

    private JsonObject Audit(string id, IQueryCollection query)
    {
        var start = query.ContainsKey("cursor") ? int.Parse(query["cursor"]!, CultureInfo.InvariantCulture) : 0;
        var page = new JsonObject
        {
            ["entries"] = new JsonArray([.. Trails[id].Skip(start).Take(2).Select(e => e!.DeepClone())]),
            ["head"] = Heads[id].DeepClone(),
        };
        if (Trails[id].Count > start + 2)
            page["cursor"] = (start + 2).ToString(CultureInfo.InvariantCulture);
        return page;
    }

    private JsonObject Check(string id)
    {
        var check = new JsonObject
        {
            ["at"] = "2026-02-01T00:00:00.000Z",
            ["outcome"] = CheckOutcome,
            ["probes"] = new JsonArray(new JsonObject { ["name"] = "assume-role", ["answer"] = CheckOutcome == "passed" ? "allowed" : "denied", ["awsRequestId"] = "req-1" }),
        };
        if (CheckOutcome != "passed")
            check["code"] = "role-not-assumable";
        return new JsonObject { ["check"] = check, ["state"] = (string?)Find(id)!["state"] };
    }

    private (int Status, JsonNode Body) Delete(string id)
    {
        var registration = Find(id)!;
        if ((string?)registration["state"] is "active" or "pending")
            return (409, Problem("registration-in-use", "The registration is in use"));
        Registrations.Remove(registration);
        return (200, new JsonObject { ["registration"] = registration.DeepClone(), ["deleted"] = new JsonArray("the account"), ["kept"] = new JsonArray("the audit") });
    }

    private JsonNode? Find(string id) => Registrations.FirstOrDefault(r => (string?)r!["id"] == id);

    private static JsonObject Problem(string code, string title) => new() { ["title"] = title, ["detail"] = "As it is.", ["hint"] = "Look again.", ["code"] = code };

    private static async Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), Encoding.UTF8, context.RequestAborted);
    }
}

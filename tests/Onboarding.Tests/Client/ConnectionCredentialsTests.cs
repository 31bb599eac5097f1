using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Onboarding.Client;

namespace Onboarding.Tests.Client;

/// <summary>The client library against an API that counts what it is asked.</summary>
public sealed class ConnectionCredentialsTests : IDisposable
{
    private const string Id = "v3c5zd5wpr2dsy6r4cmscn8w";

    private readonly CountingApi _api = new();
    private readonly SteppingClock _clock = new();
    private readonly HttpClient _http;
    private readonly OnboardingClient _client;

    public ConnectionCredentialsTests()
    {
        _http = new HttpClient(_api);
        _api.Clock = _clock;
        _client = new OnboardingClient(new Uri("https://api.example.com/base"), "eu-central-1", new BasicAWSCredentials("AKIAEXAMPLE", "secret"), _http, _clock);
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task A_Hundred_Threads_That_Need_Credentials_Make_One_Request()
    {
        var credentials = _client.CredentialsFor(Id, "acme", "scan");
        _api.Hold();
        using var ready = new CountdownEvent(100);
        var found = new ConcurrentBag<string>();
        var threads = Enumerable.Range(0, 100).Select(_ => new Thread(() =>
        {
            ready.Signal();
            found.Add(credentials.GetCredentials().AccessKey);
        })).ToList();
        threads.ForEach(t => t.Start());
        ready.Wait();
        await _api.Asked;
        _api.Release();
        threads.ForEach(t => t.Join());

        found.Distinct(StringComparer.Ordinal).ShouldBe(["ASIA1"]);
        found.Count.ShouldBe(100);
        _api.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_Request_Is_Signed_And_Says_Whose_Connection_It_Is_And_What_For()
    {
        await _client.CredentialsFor(Id, "acme", "scan", new SessionOptions { Actions = ["iam:ListUsers"], Duration = TimeSpan.FromMinutes(20), Person = "kim@example.com" }).GetCredentialsAsync();

        var (method, uri, body, authorization, person) = _api.Requests.ShouldHaveSingleItem();
        (method, uri).ShouldBe(("POST", $"https://api.example.com/base/product/v1/connections/{Id}/sessions"));
        body.ShouldBe("""{"tenant":"acme","purpose":"scan","actions":["iam:ListUsers"],"durationSeconds":1200}""");
        authorization.ShouldMatch("^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/[0-9]{8}/eu-central-1/execute-api/aws4_request, SignedHeaders=.*host.*x-onboarding-person");
        person.ShouldBe("kim@example.com");
    }

    [Fact]
    public async Task Credentials_Are_Kept_Until_Five_To_Six_Minutes_Before_Their_End_And_Then_Refreshed()
    {
        var credentials = _client.CredentialsFor(Id, "acme", "scan");
        (await credentials.GetCredentialsAsync()).AccessKey.ShouldBe("ASIA1");
        _clock.Advance(TimeSpan.FromMinutes(8.9));
        (await credentials.GetCredentialsAsync()).AccessKey.ShouldBe("ASIA1");

        _clock.Advance(TimeSpan.FromMinutes(1.2));

        (await credentials.GetCredentialsAsync()).AccessKey.ShouldBe("ASIA2");
        _api.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("connection-paused", 409)]
    [InlineData("connection-detached", 409)]
    [InlineData("connection-not-found", 404)]
    public async Task What_The_Service_Refuses_Is_One_Clear_Exception_Also_While_Credentials_Have_Time_Left(string code, int status)
    {
        var credentials = _client.CredentialsFor(Id, "acme", "scan");
        await credentials.GetCredentialsAsync();
        _clock.Advance(TimeSpan.FromMinutes(11));
        _api.Refuse((HttpStatusCode)status, code);

        var refused = await Should.ThrowAsync<OnboardingException>(() => credentials.GetCredentialsAsync());

        (refused.Code, refused.Status, refused.IsTransient).ShouldBe((code, (HttpStatusCode)status, false));
        refused.Message.ShouldBe($"Title of {code}. Detail of {code}. Hint of {code}.");
    }

    [Fact]
    public async Task A_Busy_Service_Costs_Nothing_While_There_Is_Time_Left_And_Says_When_To_Try_Again_Afterwards()
    {
        var credentials = _client.CredentialsFor(Id, "acme", "scan");
        await credentials.GetCredentialsAsync();
        _api.Refuse(HttpStatusCode.ServiceUnavailable, "aws-throttled");
        _clock.Advance(TimeSpan.FromMinutes(11));
        (await credentials.GetCredentialsAsync()).AccessKey.ShouldBe("ASIA1");
        _clock.Advance(TimeSpan.FromMinutes(4));

        var busy = await Should.ThrowAsync<OnboardingException>(() => credentials.GetCredentialsAsync());

        (busy.IsTransient, busy.RetryAfter).ShouldBe((true, TimeSpan.FromSeconds(5)));
        _api.Allow();
        (await credentials.GetCredentialsAsync()).AccessKey.ShouldBe("ASIA2");
    }

    [Fact]
    public async Task Connections_Are_Listed_To_The_Last_Page()
    {
        var found = new List<string>();
        await foreach (var connection in _client.ConnectionsAsync(new ConnectionFilter { Tenant = "acme", Status = "active" }))
            found.Add($"{connection.Name} {connection.LastCheck.Outcome}");

        found.ShouldBe(["Page 1 passed", "Page 2 passed"]);
        _api.Requests.Select(r => r.Uri).ShouldBe(
        [
            "https://api.example.com/base/product/v1/connections?limit=100&tenant=acme&status=active",
            "https://api.example.com/base/product/v1/connections?limit=100&tenant=acme&status=active&cursor=c%2B1",
        ]);
    }

    /// <summary>A clock that is stopped until it is advanced.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }

    private sealed class CountingApi : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _held;
        private (HttpStatusCode Status, string Code)? _refusal;
        private int _sessions;

        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public ConcurrentQueue<(string Method, string Uri, string Body, string Authorization, string? Person)> Requests { get; } = [];

        /// <summary>Ends when the first request has arrived.</summary>
        public Task Asked => _asked.Task;

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held!.SetResult();

        public void Refuse(HttpStatusCode status, string code) => _refusal = (status, code);

        public void Allow() => _refusal = null;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Enqueue((
                request.Method.Method,
                request.RequestUri!.AbsoluteUri,
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
                string.Join(',', request.Headers.GetValues("Authorization")),
                request.Headers.TryGetValues("x-onboarding-person", out var person) ? person.Single() : null));
            _asked.TrySetResult();
            if (_held is { } held)
                await held.Task;
            if (_refusal is { } refusal)
            {
                var refused = Json(refusal.Status, $$"""{"title":"Title of {{refusal.Code}}","detail":"Detail of {{refusal.Code}}.","hint":"Hint of {{refusal.Code}}.","code":"{{refusal.Code}}"}""");
                if (refusal.Status == HttpStatusCode.ServiceUnavailable)
                    refused.Headers.TryAddWithoutValidation("Retry-After", "5");
                return refused;
            }

            return request.Method == HttpMethod.Post ? Session() : Connections(request.RequestUri.Query.Contains("cursor", StringComparison.Ordinal));
        }

        private HttpResponseMessage Session() => Json(HttpStatusCode.OK, JsonSerializer.Serialize(new
        {
            credentials = new { accessKeyId = $"ASIA{Interlocked.Increment(ref _sessions)}", secretAccessKey = "secret", sessionToken = "token", expiration = Clock.GetUtcNow().AddMinutes(15) },
            awsAccountId = "111122223333",
            laterMember = true,
        }));

        private static HttpResponseMessage Connections(bool second)
        {
            var page = second ? 2 : 1;
            var cursor = second ? "" : ""","cursor":"c+1" """;
            return Json(HttpStatusCode.OK, $$$"""
                {"connections":[{"id":"{{{Id}}}","tenant":"acme","name":"Page {{{page}}}","awsAccountId":"111122223333","partition":"aws","region":"us-east-1","roleArn":"arn:aws:iam::111122223333:role/x","profile":"read-only","templateVersion":"1.1.0","status":"active","lastCheck":{"at":"2026-11-22T12:00:00.000Z","outcome":"passed"},"connectedAt":"2026-11-20T12:00:00.000Z"}]{{{cursor}}}}
                """);
        }

        private static HttpResponseMessage Json(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Simulator;
using Onboarding.Simulator.Signature;

namespace Onboarding.Tests.Sandbox;

/// <summary>A simulated AWS behind a real HTTP server on a free loopback port.</summary>
internal sealed class LocalAws : IAsyncDisposable
{
    public const string Customer = "222222222222";
    public const string Vendor = "111111111111";
    public const string Region = "ap-northeast-1";
    public const string TemplateUrl = "https://templates.s3.ap-northeast-1.amazonaws.com/template.yaml";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private LocalAws(WebApplication app, SimulatedAws aws, MovableClock machine, Faults faults, CallLog calls) =>
        (_app, Aws, Machine, Faults, Calls) = (app, aws, machine, faults, calls);

    public SimulatedAws Aws { get; }
    public MovableClock Machine { get; }
    public Faults Faults { get; }
    public CallLog Calls { get; }

    /// <summary>What was asked of the Query APIs, as it was sent.</summary>
    public ConcurrentQueue<string> Forms { get; } = new();

    /// <summary>Documents that are returned instead of IAM's stored policies, by operation, such as <c>GetRole</c>.</summary>
    public ConcurrentDictionary<string, string> Documents { get; } = new(StringComparer.Ordinal);

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/aws";

    public static async Task<LocalAws> StartAsync(IReadOnlyDictionary<string, string>? templates = null)
    {
        var (machine, faults, calls) = (new MovableClock(), new Faults(), new CallLog());
        var aws = new SimulatedAws(machine, faults, calls, (url, _) => ValueTask.FromResult(templates?.GetValueOrDefault(url)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var local = new LocalAws(app, aws, machine, faults, calls);
        app.MapPost("/aws", local.HandleAsync);
        app.MapGet("/aws", aws.HandleQueryAsync);
        await app.StartAsync();
        return local;
    }

    /// <summary>A POST of the Query protocol, signed.</summary>
    public Task<HttpResponseMessage> PostAsync(
        IssuedCredentials credentials, string service, string form, string region = Region, DateTimeOffset? signedAt = null) =>
        SendAsync(credentials, service, form, region, signedAt, changed: null);

    /// <summary>As <see cref="PostAsync"/>, but another form is sent than was signed.</summary>
    public Task<HttpResponseMessage> PostChangedAsync(IssuedCredentials credentials, string service, string signedForm, string sentForm) =>
        SendAsync(credentials, service, signedForm, Region, null, sentForm);

    /// <summary>A GET whose signature is in the query.</summary>
    public Task<HttpResponseMessage> GetPresignedAsync(IssuedCredentials credentials, string service, string query, int expires)
    {
        var date = Machine.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/{Region}/{service}/aws4_request";
        var signed = $"{query}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{credentials.AccessKeyId}/{scope}")}"
            + $"&X-Amz-Date={date}&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host"
            + $"&X-Amz-Security-Token={Uri.EscapeDataString(credentials.SessionToken ?? "")}";
        var canonical = CanonicalRequest.Text(
            "GET", "/aws", UriEncoding.CanonicalQuery(signed), ["host"], _ => new Uri(Url).Authority, CanonicalRequest.Hash([]));
        var signature = CanonicalRequest.Sign(credentials.SecretAccessKey, scope, CanonicalRequest.StringToSign(date, scope, canonical));
        return _http.GetAsync(new Uri($"{Url}?{signed}&X-Amz-Signature={signature}"));
    }

    public Task<HttpResponseMessage> PostUnsignedAsync(string form) =>
        _http.PostAsync(new Uri(Url), new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

    private async Task HandleAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, leaveOpen: true);
        var form = await reader.ReadToEndAsync(context.RequestAborted);
        Forms.Enqueue(form);
        context.Request.Body.Position = 0;
        if (Documents.FirstOrDefault(d => form.Contains($"Action={d.Key}&", StringComparison.Ordinal)) is { Key: not null, Value: var document })
            await ShowInPlaceAsync(context, document);
        else
            await Aws.HandleQueryAsync(context);
    }

    private async Task ShowInPlaceAsync(HttpContext context, string document)
    {
        var connection = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await Aws.HandleQueryAsync(context);
        context.Response.Body = connection;
        var text = Regex.Replace(
            Encoding.UTF8.GetString(answer.ToArray()),
            "(?<=<(?:AssumeRole)?PolicyDocument>)[^<]*",
            Uri.EscapeDataString(document),
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        context.Response.ContentLength = null;
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(
        IssuedCredentials credentials, string service, string form, string region, DateTimeOffset? signedAt, string? changed)
    {
        var date = (signedAt ?? Machine.GetUtcNow()).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var uri = new Uri(Url);
        var canonical = CanonicalRequest.Text(
            "POST", "/aws", "", ["host", "x-amz-date"], name => name is "host" ? uri.Authority : date,
            CanonicalRequest.Hash(Encoding.UTF8.GetBytes(form)));
        var signature = CanonicalRequest.Sign(credentials.SecretAccessKey, scope, CanonicalRequest.StringToSign(date, scope, canonical));
        using var request = new HttpRequestMessage(HttpMethod.Post, uri);
        request.Content = new StringContent(changed ?? form, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        if (credentials.SessionToken is { } token) request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
        return await _http.SendAsync(request);
    }
}

/// <summary>The machine's clock, moved by a test.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Advance(TimeSpan by) => _ahead += by;
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Api;

/// <summary>Signed requests, and answers in JSON.</summary>
internal sealed class SignedHttp(HttpClient http, ApiAddress address, RequestSigner signer, Language language, TimeProvider time)
{
    private const int Attempts = 4;

    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _answeredAt;

    /// <summary>The API's time, from its last answer: ages are relative to it, because this machine's clock can be off. Before the first answer, the machine's time.</summary>
    public DateTimeOffset Now => _answeredAt ?? time.GetUtcNow();

    /// <summary>Sends a request; idempotent requests are tried up to four times when the API is busy.</summary>
    /// <exception cref="StopException">The API refused, or could not be reached.</exception>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, IReadOnlyDictionary<string, string> query, bool mayRepeat, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => (await SendAsync(method, path, query, [], mayRepeat, type, cancellation))!;

    /// <summary>Sends a request with a JSON body.</summary>
    /// <returns>The answer; null when it has no content.</returns>
    /// <inheritdoc cref="SendAsync{T}(HttpMethod, string, IReadOnlyDictionary{string, string}, bool, JsonTypeInfo{T}, CancellationToken)" />
    public async Task<T?> SendAsync<T>(
        HttpMethod method, string path, IReadOnlyDictionary<string, string> query, byte[] body, bool mayRepeat, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await TryAsync(method, path, query, body, cancellation);
            if (mayRepeat && attempt < Attempts && IsBusy(response.StatusCode))
                await Task.Delay(Pause(response, attempt), time, cancellation);
            else
                return response.StatusCode == HttpStatusCode.NoContent ? null : await ReadAsync(response, type, cancellation);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(
        HttpMethod method, string path, IReadOnlyDictionary<string, string> query, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, UriOf(path, query));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
        }

        foreach (var (name, value) in await SignAsync(method, path, query, body))
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Accept-Language", language == Language.Japanese ? "ja" : "en");
        try
        {
            var response = await http.SendAsync(request, cancellation);
            _answeredAt = response.Headers.Date ?? _answeredAt;
            return response;
        }
        catch (HttpRequestException e)
        {
            throw new StopException(ExitCode.Failed, Complaints.Unreachable.In(language, address, e.Message));
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StopException(ExitCode.Failed, Complaints.TimedOut.In(language, address));
        }
    }

    private async Task<IDictionary<string, string>> SignAsync(HttpMethod method, string path, IReadOnlyDictionary<string, string> query, byte[] body)
    {
        try
        {
            return await signer.SignAsync(method.Method, address.Root, path, query, body, []);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or InvalidOperationException)
        {
            // An expired sign-in, a role that can't be assumed, a failed credential process.
            throw new StopException(ExitCode.NotAllowed, Complaints.CredentialsFailed.In(language, e.Message.TrimEnd('.')));
        }
    }

    private Uri UriOf(string path, IReadOnlyDictionary<string, string> query)
    {
        var pairs = query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}");
        return new Uri(address.Root, query.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}");
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (!response.IsSuccessStatusCode)
            throw RefusalReader.Read(response.StatusCode, body, address, signer.Region, language);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException)
        {
            throw new StopException(ExitCode.Failed, Complaints.NotOurApi.In(language, address, (int)response.StatusCode));
        }
    }

    private static bool IsBusy(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // What the API asks for, else 1, 2, 4 s.
    private static TimeSpan Pause(HttpResponseMessage response, int attempt)
    {
        var asked = response.Headers.TryGetValues("Retry-After", out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.FromSeconds(1 << (attempt - 1));
        return asked < s_longestPause ? asked : s_longestPause;
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onboarding.Ops.Api;

namespace Onboarding.Client;

/// <summary>Signed requests to the product API, and answers in JSON.</summary>
internal sealed class SignedApi(HttpClient http, Uri root, RequestSigner signer)
{
    /// <summary>Sends one request, once.</summary>
    /// <exception cref="OnboardingException">The service refused, or could not be reached.</exception>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, IReadOnlyDictionary<string, string> query, byte[] body, IReadOnlyList<(string Name, string Value)> headers, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var pairs = query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}");
        using var request = new HttpRequestMessage(method, new Uri(root, query.Count == 0 ? path : $"{path}?{string.Join('&', pairs)}"));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in await signer.SignAsync(method.Method, root, path, query, body, headers).ConfigureAwait(false))
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(answer, type) ?? throw new JsonException("The answer is null.")
                : throw Refused(response, answer);
        }
        catch (HttpRequestException e)
        {
            throw new OnboardingException($"{root} can't be reached: {e.Message}", inner: e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new OnboardingException($"{root} didn't respond in time.", inner: e);
        }
        catch (JsonException e)
        {
            throw new OnboardingException($"{root} doesn't respond like the product API: check the address.", inner: e);
        }
    }

    private OnboardingException Refused(HttpResponseMessage response, byte[] answer)
    {
        var problem = Read(answer);
        var retryAfter = response.Headers.TryGetValues("Retry-After", out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : (TimeSpan?)null;
        var message = problem is { Title: { } title }
            ? string.Join(' ', new[] { title + ".", problem.Detail, problem.Hint }.Where(t => t is not null))
            : $"{root} answered {(int)response.StatusCode} {problem?.Message ?? response.ReasonPhrase}."
                + (response.StatusCode == System.Net.HttpStatusCode.Forbidden ? $" The caller needs execute-api:Invoke on /product/*, and a signature for {signer.Region}." : "");
        return new OnboardingException(message, response.StatusCode, problem?.Code, retryAfter);
    }

    private static Problem? Read(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, ClientJson.Default.Problem);
        }
        catch (JsonException)
        {
            // A page of a proxy, for example; its status says enough.
            return null;
        }
    }
}

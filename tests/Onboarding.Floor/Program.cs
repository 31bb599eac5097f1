using Onboarding.Floor;

// The least that a .NET Lambda function can be that writes one onboarding: no routing, no validation, no JSON, no log.
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning disable S5332 // The Runtime API speaks HTTP, inside the execution environment only.
var runtime = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
#pragma warning restore S5332
using var dynamo = BareMint.Client(Environment.GetEnvironmentVariable("AWS_REGION")!);
while (true)
{
    using var next = await http.GetAsync(new Uri(runtime + "next"));
    await next.Content.ReadAsByteArrayAsync();
    var requestId = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
    await dynamo.TransactWriteItemsAsync(BareMint.Request(requestId));
    using var answer = new ByteArrayContent("{}"u8.ToArray());
    using var taken = await http.PostAsync(new Uri($"{runtime}{requestId}/response"), answer);
    taken.EnsureSuccessStatusCode();
}

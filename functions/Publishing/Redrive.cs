using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Publishing;

/// <summary>What came of delivering events of some hours again.</summary>
/// <param name="Delivered">How many were delivered.</param>
/// <param name="Cursor">Where to continue; null at the end.</param>
internal sealed record RedriveView(int Delivered, string? Cursor);

/// <summary>Delivers the outbox's events of a time span again: an abandoned delivery leaves only its position in the stream, and the outbox keeps the events for 90 days.</summary>
internal sealed class Redrive(Table table, TimeProvider time)
{
    /// <summary>API Gateway times out after 30 s: started work must be finished by then.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(15);

    /// <summary>Answers <c>POST /ops/v1/events/redrive</c> and <c>POST /ops/v1/mails/redrive</c>; each function has its own.</summary>
    public async Task<Answer> RunAsync(OperatorRequest request, Deliver deliver, CancellationToken cancellation)
    {
        if (request.RouteKey is not ("POST /ops/v1/events/redrive" or "POST /ops/v1/mails/redrive"))
            return Refusal.Of(Errors.MethodNotAllowed, request.RouteKey);
        if (Time(request.Query("from")) is not { } from || Time(request.Query("to")) is not { } to || to < from)
            return Request.Malformed("“from” and “to” must be times in UTC, such as 2026-11-28T10:00:00Z, with “from” before “to”.", "「from」と「to」には 2026-11-28T10:00:00Z のような UTC の時刻を、古い順に指定してください。");
        var (page, refusal) = PageRequest.Of(request, key => Place.Parse(key) is not null);
        if (page is null)
            return refusal!;
        var (delivered, next) = await DeliverAsync(from, to, page, deliver, cancellation);
        return Answer.Ok(new RedriveView(delivered, next is null ? null : Page.Cursor(next.ToString())), AnswersJson.Default.RedriveView);
    }

    // What fails ends the turn. It is answered only when nothing came before it: else the caller comes again from there, and meets it.
    private async Task<(int Delivered, Place? Next)> DeliverAsync(DateTimeOffset from, DateTimeOffset to, Page page, Deliver deliver, CancellationToken cancellation)
    {
        using var enough = new CancellationTokenSource(s_turn, time);
        var (delivered, last) = (0, Place.Parse(page.After));
        await foreach (var (place, item) in FindAsync(from, to, last, cancellation))
        {
            if (delivered == page.Limit || enough.IsCancellationRequested)
                return (delivered, last);
            try
            {
                if (OutboxEvent.Of(item.OptionalText) is { } outboxEvent && await deliver(outboxEvent, cancellation))
                    delivered++;
            }
            catch (InvalidDataException e)
            {
                // The others are delivered; this one waits for a version that can read it.
                Log.Unreadable(item.Text("pk"), item.Text("sk"), e.Message);
            }
            catch (AwsFailureException e) when (delivered > 0)
            {
                Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
                return (delivered, last);
            }

            last = place;
        }

        return (delivered, null);
    }

    private async IAsyncEnumerable<(Place Place, Item Item)> FindAsync(DateTimeOffset from, DateTimeOffset to, Place? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var shard = after?.Shard ?? 0; shard <= Keys.Shards; shard++)
        {
            var query = new QueryRequest
            {
                KeyConditionExpression = "pk = :pk AND sk BETWEEN :from AND :to",
                ExpressionAttributeValues = new(StringComparer.Ordinal)
                {
                    [":pk"] = new() { S = Partition(shard) },
                    [":from"] = new() { S = Keys.EventsFrom(from) },
                    [":to"] = new() { S = Keys.EventsFrom(to.AddMilliseconds(1)) },
                },
                ConsistentRead = true,
                ExclusiveStartKey = shard == after?.Shard ? Table.Key((Partition(shard), after.Sk)) : null,
            };
            do
            {
                var (items, last) = await table.QueryAsync(query, cancellation);
                foreach (var item in items)
                    yield return (new Place(shard, item.Text("sk")), item);
                query.ExclusiveStartKey = last?.Attributes;
            }
            while (query.ExclusiveStartKey is not null);
        }
    }

    // The digests come after the events.
    private static string Partition(int shard) => shard < Keys.Shards ? Keys.Events(shard) : Keys.Digests;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>A place in the outbox.</summary>
    private sealed record Place(int Shard, string Sk)
    {
        public static Place? Parse(string? text) =>
            text?.Split('/', 2) is [var shard, { Length: > 0 and <= Page.MaxSortKey } sk]
            && int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Keys.Shards
                ? new Place(number, sk)
                : null;

        public override string ToString() => $"{Shard.ToString(CultureInfo.InvariantCulture)}/{Sk}";
    }
}

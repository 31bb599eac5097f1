using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts.Access;

/// <summary>A freeze that is in force, as the table keeps it.</summary>
/// <param name="Freeze">What is frozen.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="By">The ARN of the operator.</param>
internal sealed record FreezeRecord(Freeze Freeze, string Reason, DateTimeOffset At, string By)
{
    public string Scope => Freeze switch
    {
        { ConnectionId: not null } => FreezeScope.Connection,
        { Tenant: not null } => FreezeScope.Tenant,
        _ => FreezeScope.Everything,
    };

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or was written by a newer version.</exception>
    public static FreezeRecord Of(Item item) =>
        new(new Freeze(item.Readable().OptionalText("tenant"), item.OptionalText("accountId")), item.Text("reason"), item.Time("at"), item.Text("by"));

    public Item ToItem() => new Item(Freeze.Key.Pk, Freeze.Key.Sk)
        .With("tenant", Freeze.Tenant)
        .With("accountId", Freeze.ConnectionId)
        .With("reason", Reason)
        .With("at", At)
        .With("by", By);

    public FreezeView View(DateTimeOffset now) => new()
    {
        Id = Freeze.Id,
        Scope = Scope,
        Tenant = Freeze.Tenant,
        ConnectionId = Freeze.ConnectionId,
        Reason = Reason,
        At = UtcTime.Of(At),
        By = By,
        SessionsUntil = now < At + AccessEntry.Longest ? UtcTime.Of(At + AccessEntry.Longest) : null,
    };

    /// <summary>The event of its beginning, or of its end.</summary>
    /// <param name="detailType">One of <see cref="FreezeEventTypes"/>.</param>
    /// <param name="request">The request, with its caller and time.</param>
    public Item Event(string detailType, OperatorRequest request)
    {
        var messages = Messages(detailType, request.Arn);
        return Outbox.OfFreeze(detailType, Freeze.Id, request.Now, new FreezeDetail
        {
            FreezeId = Freeze.Id,
            Scope = Scope,
            Tenant = Freeze.Tenant,
            AccountId = Freeze.ConnectionId,
            Reason = Reason,
            By = request.Arn,
            Language = LanguageTag.Of(Language.English),
            Message = messages.En,
            Messages = messages,
        });
    }

    private EventMessages Messages(string detailType, string by)
    {
        var (english, japanese) = Freeze switch
        {
            { ConnectionId: { } id } => ($"the connection {id}", $"接続 {id}"),
            { Tenant: { } tenant } => ($"all connections of the tenant {tenant}", $"テナント {tenant} のすべての接続"),
            _ => ("all connections", "すべての接続"),
        };
        return detailType == FreezeEventTypes.AccessFrozen
            ? new(
                new("Access to customers’ AWS accounts was frozen", $"{by} froze {english}: {Reason}\n\nNo sessions are given out until it is thawed. Sessions that are already in use end within an hour."),
                new("お客様の AWS アカウントへのアクセスを凍結しました", $"{by} が{japanese}を凍結しました: {Reason}\n\n解除するまで、セッションは発行されません。すでに使用中のセッションは 1 時間以内に終了します。"))
            : new(
                new("Access to customers’ AWS accounts was thawed", $"{by} thawed {english}, frozen for this reason: {Reason}"),
                new("お客様の AWS アカウントへのアクセスの凍結を解除しました", $"{by} が{japanese}の凍結を解除しました。凍結の理由: {Reason}"));
    }
}

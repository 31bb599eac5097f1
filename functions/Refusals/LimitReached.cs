namespace Onboarding.Functions.Refusals;

/// <summary>The refusals of a tenant that has reached one of its limits: which limit, and what to do or when to try again.</summary>
internal static class LimitReached
{
    public static Refusal Pending(TenantLimits limits) => Of(
        new($"{limits.MaxPending} connections are already waiting to be finished, the most that your organization can have at a time.",
            $"未完了の接続手続きが、組織の上限である {limits.MaxPending} 件に達しています。"),
        new("Finish or discard one of them. Unfinished connections expire after 72 hours.",
            "いずれかの手続きを完了するか破棄してください。未完了の手続きは 72 時間で期限切れになります。"));

    public static Refusal Groups(TenantLimits limits) => Of(
        new($"Your organization has {limits.MaxGroups} groups, the most it can have.", $"グループの数が、組織の上限である {limits.MaxGroups} 個に達しています。"),
        new("Delete a group that you no longer need, then try again.", "不要なグループを削除してから、もう一度お試しください。"));

    public static Refusal Accounts(TenantLimits limits) => Of(
        new($"Your organization has {limits.MaxAccounts} connected accounts, the most it can have. Detached accounts count until their cleanup is done.",
            $"接続済みのアカウントが、組織の上限である {limits.MaxAccounts} 件に達しています。接続を解除したアカウントも、クリーンアップが完了するまで数に含まれます。"),
        new("Detach an account that you no longer need and finish its cleanup.", "不要なアカウントの接続を解除し、クリーンアップを完了してください。"));

    public static Refusal Invitations(int most) => Of(
        new($"This connection has {most} invitations that can be used, the most it can have.", $"この接続手続きの有効な招待が、上限である {most} 件に達しています。"),
        new("Revoke an invitation that you no longer need, then try again.", "不要な招待を取り消してから、もう一度お試しください。"));

    /// <summary>Minting is possible again in the next clock hour.</summary>
    public static Refusal Mints(TenantLimits limits, DateTimeOffset now)
    {
        var next = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour + 1);
        return Of(
            new($"Your organization has started {limits.MintsPerHour} connections this hour, the most that it can start per hour.", $"1 時間に開始できる接続手続きの上限 ({limits.MintsPerHour} 件) に達しました。"),
            new($"Try again at {next:HH:mm} UTC.", $"{next:HH:mm} (UTC) 以降に、もう一度お試しください。")) with { RetryAfterSeconds = (int)Math.Ceiling((next - now).TotalSeconds) };
    }

    private static Refusal Of(Text which, Text next) => new(Errors.LimitReached, which, next);
}

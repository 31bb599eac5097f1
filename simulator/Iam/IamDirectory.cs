namespace Onboarding.Simulator.Iam;

/// <summary>The roles, users, managed policies and access keys of every simulated account.</summary>
/// <remarks>Not thread-safe: callers hold the lock of <see cref="SimulatedAws"/>.</remarks>
internal sealed class IamDirectory
{
    // IAM names are unique in an account without regard to case.
    private readonly Dictionary<(string Account, string Name), Role> _roles = [];
    private readonly Dictionary<(string Account, string Name), User> _users = [];
    private readonly Dictionary<string, ManagedPolicy> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Credential> _credentials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, int>> _summaries = new(StringComparer.Ordinal);

    public Role? FindRole(string accountId, string name) =>
        _roles.GetValueOrDefault(Key(accountId, name)) is { } role && string.Equals(role.Name, name, StringComparison.Ordinal) ? role : null;

    public Role? FindRole(string arn) => Arn.TryParseRole(arn, out var parsed, out _, out var name)
        && FindRole(parsed.AccountId, name) is { } role && string.Equals(role.Arn, arn, StringComparison.Ordinal)
            ? role
            : null;

    public Role? FindRoleById(string id) => _roles.Values.FirstOrDefault(role => string.Equals(role.Id, id, StringComparison.Ordinal));

    public IReadOnlyList<Role> Roles(string accountId) => [.. _roles.Values.Where(role => string.Equals(role.AccountId, accountId, StringComparison.Ordinal))];

    public bool IsRoleNameTaken(string accountId, string name) => _roles.ContainsKey(Key(accountId, name));

    public void Add(Credential credential) => _credentials.Add(credential.AccessKeyId, credential);

    public void Add(Role role) => _roles.Add(Key(role.AccountId, role.Name), role);

    public void Remove(Role role)
    {
        if (FindRole(role.AccountId, role.Name) == role) _roles.Remove(Key(role.AccountId, role.Name));
    }

    public User? FindUser(string accountId, string name) => _users.GetValueOrDefault(Key(accountId, name));

    public User? FindUserById(string id) => _users.Values.FirstOrDefault(user => string.Equals(user.Id, id, StringComparison.Ordinal));

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<User> Users(string accountId) =>
        [.. _users.Values.Where(user => string.Equals(user.AccountId, accountId, StringComparison.Ordinal)).OrderBy(user => user.Name, StringComparer.Ordinal)];

    public void Put(ManagedPolicy policy) => _policies[policy.Arn] = policy;

    public void Put(User user) => _users[Key(user.AccountId, user.Name)] = user;

    /// <summary>A managed policy of an account, or one of AWS's own.</summary>
    public ManagedPolicy? FindPolicy(string arn) => _policies.GetValueOrDefault(arn) ?? AwsManagedPolicies.Find(arn);

    public IReadOnlyList<ManagedPolicy> Policies(string accountId) =>
        [.. _policies.Values.Where(policy => Arn.TryParse(policy.Arn, out var arn) && string.Equals(arn.AccountId, accountId, StringComparison.Ordinal))];

    public void RemovePolicy(string arn) => _policies.Remove(arn);

    public Credential? FindCredential(string accessKeyId) => _credentials.GetValueOrDefault(accessKeyId);

    /// <summary>Removes sessions that ended so long ago that they look like unknown ones.</summary>
    public void ForgetSessionsEndedBefore(DateTimeOffset time)
    {
        foreach (var ended in _credentials.Values.Where(c => c.Session?.ExpiresAt < time).ToList())
            _credentials.Remove(ended.AccessKeyId);
    }

    /// <summary>Whether the role or user behind a key still exists.</summary>
    public bool Exists(Credential credential) => FindRoleById(credential.EntityId) is not null || FindUserById(credential.EntityId) is not null;

    public IReadOnlyDictionary<string, int>? FindSummary(string accountId) => _summaries.GetValueOrDefault(accountId);

    public void PutSummary(string accountId, IReadOnlyDictionary<string, int> entries) => _summaries[accountId] = entries;

    /// <summary>The unique ID of a role or user with this ARN or ID; null if there is none.</summary>
    public string? UniqueIdOf(string principal)
    {
        if (FindRoleById(principal) is not null || FindUserById(principal) is not null) return principal;
        if (FindRole(principal) is { } role) return role.Id;
        return _users.Values.FirstOrDefault(user => string.Equals(user.Arn, principal, StringComparison.Ordinal))?.Id;
    }

    private static (string Account, string Name) Key(string accountId, string name) => (accountId, name.ToUpperInvariant());
}

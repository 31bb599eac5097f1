using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.Registry;

/// <summary>A tenant's key for the pseudonyms of its people in stored data: a person always has the same pseudonym, which is meaningless without the key.</summary>
/// <remarks>Once it is destroyed, pseudonyms can't be traced to people, not even by trying everyone. The next decision creates a new key.</remarks>
internal sealed class PseudonymKey
{
    private const int Bytes = 32;

    /// <summary>64 bits tell a tenant's people apart, and are short enough to read.</summary>
    private const int PseudonymBytes = 8;

    private readonly byte[] _key;

    private PseudonymKey(byte[] key) => _key = key;

    /// <summary>A tenant's key; null when it has none.</summary>
    public static async Task<PseudonymKey?> FindAsync(Table table, TenantId tenant, CancellationToken cancellation) =>
        await table.GetAsync(Keys.PseudonymKey(tenant), cancellation) is { } item ? Of(item) : null;

    /// <summary>A tenant's key, which is made when it has none.</summary>
    public static async Task<PseudonymKey> GetAsync(Table table, TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FindAsync(table, tenant, cancellation) is { } key)
                return key;
            var (pk, sk) = Keys.PseudonymKey(tenant);
            var item = new Item(pk, sk).With("key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))).With("createdAt", now);
            if (await table.AddAsync(item, cancellation))
                return Of(item);
            // Another request created one meanwhile.
        }
    }

    /// <summary>Destroys a tenant's key and records the time and the operator.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> DestroyAsync(Table table, TenantId tenant, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var (pk, sk) = Keys.PseudonymsErased(tenant, now);
        return await table.TransactAsync(
            [table.Delete(new Change(Keys.PseudonymKey(tenant)) { Condition = "attribute_exists(pk)" }), table.Add(new Item(pk, sk).With("by", by))],
            cancellation) is null;
    }

    /// <summary>The pseudonym of a person, as the audit has it.</summary>
    /// <param name="person">The person's <c>sub</c>, as the identity provider names it.</param>
    public string Of(string person) => "user:" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(person))[..PseudonymBytes]);

    private static PseudonymKey Of(Item item) =>
        Convert.FromBase64String(item.Text("key")) is { Length: Bytes } key ? new PseudonymKey(key) : throw new InvalidDataException("The pseudonyms' key cannot be read.");
}

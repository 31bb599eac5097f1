using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>A registration's item that this version cannot read: a newer version wrote it, or it is broken. It is shown as what it is, and hides no other.</summary>
internal sealed class UnreadableItem
{
    /// <summary>The state that operators see.</summary>
    public const string State = "unreadable";

    private readonly Item _item;

    private UnreadableItem(Item item) => _item = item;

    private bool IsAccount => _item.Text("pk").StartsWith(ItemKind.Account, StringComparison.Ordinal);

    /// <summary>Takes an item and records why it cannot be read, as the sweeper does.</summary>
    public static UnreadableItem Of(Item item, InvalidDataException why)
    {
        Log.Unreadable(item.Text("pk"), item.Text("sk"), why.Message);
        return new UnreadableItem(item);
    }

    /// <summary>The information in its key, and its readable texts and times.</summary>
    public RegistrationView View => new()
    {
        Id = IsAccount ? _item.Text("sk") : After(_item.Text("pk"), ItemKind.Onboarding),
        Kind = IsAccount ? RegistrationView.KindAccount : RegistrationView.KindOnboarding,
        Tenant = IsAccount ? After(_item.Text("pk"), ItemKind.Account) : _item.OptionalText("tenant"),
        GroupId = _item.OptionalText("groupId"),
        Region = _item.OptionalText("region"),
        Profile = _item.OptionalText("profile"),
        State = State,
        Since = Time("stateSince"),
        CreatedAt = Time("createdAt"),
    };

    private static string After(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : key;

    private UtcTime? Time(string name)
    {
        try
        {
            return UtcTime.Of(_item.OptionalTime(name));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

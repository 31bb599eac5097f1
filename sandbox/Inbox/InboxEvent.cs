using System.Text.Json;

namespace Onboarding.Sandbox.Inbox;

/// <summary>An event that went out.</summary>
/// <param name="DetailType">What happened, such as <c>Account Registered</c>.</param>
/// <param name="Time">When, in ISO 8601.</param>
/// <param name="Detail">The particulars.</param>
internal sealed record InboxEvent(string DetailType, string Time, JsonElement Detail);

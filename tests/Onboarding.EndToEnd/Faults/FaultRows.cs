using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd.Faults;

/// <summary>Every request of every function that calls AWS, with each of its calls.</summary>
internal static class FaultRows
{
    public static IReadOnlyList<FaultRow> All(Operator someone, ProductCode product) =>
    [
        .. Accounts(), .. Access(someone), .. Checks(), .. Connections(product), .. Groups(), .. Invitations(), .. Onboardings(), .. Operations(someone), .. Registrations(), .. Sessions(product), .. OperatorsCheck(someone), .. Visitors(),
    ];

    private static IEnumerable<FaultRow> Accounts() =>
    [
        Read("accounts", "GET /v1/accounts", c => c.ConnectAsync(), c => c.Tenant.GetAsync("/v1/accounts"), "Query"),
        Read("accounts", "GET /v1/accounts/{accountId}", c => c.ConnectAsync(), c => c.Tenant.GetAsync($"/v1/accounts/{c.Id}"), "GetItem"),
        Read("accounts", "GET /v1/accounts/{accountId}/audit", c => c.ConnectAsync(), c => c.Tenant.GetAsync($"/v1/accounts/{c.Id}/audit"), "Query"),
        Write(
            new("accounts", "PATCH /v1/accounts/{accountId}", c => c.HaveTwoGroupsAsync(), c => c.Tenant.PatchAsync($"/v1/accounts/{c.Id}", new JsonObject { ["groupId"] = c.OtherGroupId }))
            {
                Look = async c => $"{await c.AccountCountAsync(c.GroupId)} here, {await c.AccountCountAsync(c.OtherGroupId)} there",
                Before = "1 here, 0 there",
                After = "0 here, 1 there",
            },
            "TransactWriteItems"),
        Write(
            new("accounts", "DELETE /v1/accounts/{accountId}", c => c.ConnectAsync(), c => c.Tenant.DeleteAsync($"/v1/accounts/{c.Id}"))
            {
                Look = async c => $"{await c.StatusAsync()}, {await c.EventsAsync("Account Detached")} events",
                Before = "active, 0 events",
                After = "detached, 1 events",
            },
            "TransactWriteItems"),
    ];

    private static IEnumerable<FaultRow> Access(Operator someone)
    {
        var pause = new FaultRequest("accounts", "POST /v1/accounts/{accountId}/pause", c => c.ConnectAsync(), c => c.Tenant.PostAsync($"/v1/accounts/{c.Id}/pause", new JsonObject()))
        {
            Look = async c => $"{(await c.DecisionsAsync()).Count(d => d is "paused")} times, {await c.EventsAsync("Account Paused")} events",
            Before = "0 times, 0 events",
            After = "1 times, 1 events",
        };
        return
        [
            Write(pause, "TransactWriteItems"),
            Read("accounts", "GET /v1/accounts/{accountId}/access", c => c.ConnectAsync(), c => c.Tenant.GetAsync($"/v1/accounts/{c.Id}/access"), "Query", c => $"ACCESS#{c.Tenant.Name}"),
            Read("operations", "GET /ops/v1/registrations/{registrationId}/access", c => c.ConnectAsync(), c => someone.SendAsync(HttpMethod.Get, $"/ops/v1/registrations/{c.Id}/access"), "Query"),
            Write(
                new("operations", "POST /ops/v1/freezes", c => c.ConnectAsync(), c => someone.SendAsync(HttpMethod.Post, "/ops/v1/freezes", body: new JsonObject { ["tenant"] = c.Tenant.Name, ["reason"] = "Played" }))
                {
                    Look = async c => $"{await c.EventsAsync("Access Frozen")} events",
                    Before = "0 events",
                    After = "1 events",
                },
                "TransactWriteItems"),
        ];
    }

    private static IEnumerable<FaultRow> Checks()
    {
        var check = new FaultRequest("checks", "POST /v1/accounts/{accountId}/checks", c => c.ConnectAsync(), c => c.Tenant.PostAsync($"/v1/accounts/{c.Id}/checks", new JsonObject()))
        {
            Look = async c => $"{await c.ChecksAsync()} checks, {await c.StatusAsync()}",
            Before = "1 checks, active",
            After = "2 checks, active",
            Again = "3 checks, active",
        };
        var unchanged = check with { Prepare = c => c.CheckAsync(), Before = "2 checks, active", After = "3 checks, active", Again = "4 checks, active" };
        var users = new FaultRequest("checks", "GET /v1/accounts/{accountId}/users", c => c.HaveUserAsync(), c => c.Tenant.GetAsync($"/v1/accounts/{c.Id}/users"));
        return
        [
            .. Proven(check),
            Write(unchanged, "UpdateItem"),
            new(users, FaultCall.Role("checks", "sts:AssumeRole, the customer's role with its external ID")),
            new(users, FaultCall.InAccount("users", "iam", "ListUsers")),
            new(users, FaultCall.InAccount("users", "iam", "ListUserTags")),
        ];
    }

    private static IEnumerable<FaultRow> Connections(ProductCode product)
    {
        var list = new FaultRequest("connections", "GET /product/v1/connections", c => c.ConnectAsync(), c => product.GetAsync("/product/v1/connections", Of(c.Tenant)));
        var look = new FaultRequest("connections", "GET /product/v1/connections/{connectionId}", c => c.ConnectAsync(), c => product.GetAsync($"/product/v1/connections/{c.Id}", Of(c.Tenant)));
        return [new(list, FaultCall.Table("Query", "connections")), new(list, FaultCall.Table("GetItem", "connections")), new(look, FaultCall.Table("GetItem", "connections"))];

        static Dictionary<string, string> Of(Tenant tenant) => new(StringComparer.Ordinal) { ["tenant"] = tenant.Name };
    }

    private static IEnumerable<FaultRow> Sessions(ProductCode product)
    {
        var session = new FaultRequest(
            "sessions", "POST /product/v1/connections/{connectionId}/sessions", c => c.ConnectAsync(), c => product.SessionAsync(c.Id, ProductCode.Body(c.Tenant)));
        return
        [
            new(session, FaultCall.Table("TransactGetItems", "sessions")),
            new(session, new("sts:AssumeRole, the service's own role", "sts", "AssumeRole", _ => "onboarding-function-sessions", c => $"scan-{c.Id}-")),
            new(session, new("sts:AssumeRole, the customer's role with its external ID", "sts", "AssumeRole", c => $"onboarding-connect-access/scan-{c.Id}-", c => c.AwsAccountId)),
            new(session, FaultCall.Table("PutItem", "sessions")),
        ];
    }

    private static IEnumerable<FaultRow> Groups() =>
    [
        Read("groups", "GET /v1/groups", c => c.HaveGroupAsync(), c => c.Tenant.GetAsync("/v1/groups"), "Query"),
        Read("groups", "GET /v1/groups/{groupId}", c => c.HaveGroupAsync(), c => c.Tenant.GetAsync($"/v1/groups/{c.GroupId}"), "GetItem"),
        Write(
            new("groups", "POST /v1/groups", _ => Task.CompletedTask, c => c.Tenant.PostAsync("/v1/groups", new JsonObject { ["name"] = "Production", ["color"] = "#3b82f6" }))
            {
                Look = async c => $"{await c.CountAsync("/v1/groups", "groups")} groups",
                Before = "0 groups",
                After = "1 groups",
                Again = "2 groups",
            },
            "TransactWriteItems"),
        Write(
            new("groups", "PATCH /v1/groups/{groupId}", c => c.HaveGroupAsync(), c => c.Tenant.PatchAsync($"/v1/groups/{c.GroupId}", new JsonObject { ["name"] = "Staging" }))
            {
                Look = async c => (await c.Tenant.GetAsync($"/v1/groups/{c.GroupId}")).Expect(200)["name"],
                Before = "Production",
                After = "Staging",
            },
            "UpdateItem"),
        Write(
            new("groups", "DELETE /v1/groups/{groupId}", c => c.HaveGroupAsync(), c => c.Tenant.DeleteAsync($"/v1/groups/{c.GroupId}"))
            {
                Look = async c => $"{await c.CountAsync("/v1/groups", "groups")} groups",
                Before = "1 groups",
                After = "0 groups",
            },
            "TransactWriteItems"),
    ];

    private static IEnumerable<FaultRow> Invitations() =>
    [
        Read("invitations", "GET /v1/onboardings/{onboardingId}/invitations", c => c.InviteAsync(), c => c.Tenant.GetAsync($"/v1/onboardings/{c.Id}/invitations"), "Query", c => c.Id),
        Write(
            new("invitations", "POST /v1/onboardings/{onboardingId}/invitations", c => c.HaveStackAsync(), c => c.Tenant.PostAsync($"/v1/onboardings/{c.Id}/invitations", new JsonObject()))
            {
                Look = async c => $"{await c.CountAsync($"/v1/onboardings/{c.Id}/invitations", "invitations")} invitations",
                Before = "0 invitations",
                After = "1 invitations",
                Again = "2 invitations",
            },
            "TransactWriteItems"),
        Write(
            new("invitations", "DELETE /v1/onboardings/{onboardingId}/invitations/{invitationId}", c => c.InviteAsync(), c => c.Tenant.DeleteAsync($"/v1/onboardings/{c.Id}/invitations/{c.InvitationId}"))
            {
                Look = async c => (await c.Tenant.GetAsync($"/v1/onboardings/{c.Id}/invitations")).Expect(200).Body.GetProperty("invitations")[0].GetProperty("status").GetString()!,
                Before = "active",
                After = "revoked",
            },
            "TransactWriteItems"),
    ];

    // They register by the code of “registrations”, which is played call by call.
    private static IEnumerable<FaultRow> Visitors()
    {
        var register = new FaultRequest("visitors", "POST /v1/invitations/{token}/registration", c => c.InviteAsync(), c => c.RegisterByInvitationAsync())
        {
            Look = async c => $"{await c.CountAsync("/v1/accounts", "accounts")} accounts, {await c.EventsAsync("Account Registered")} events",
            Before = "0 accounts, 0 events",
            After = "1 accounts, 1 events",
        };
        return
        [
            Read("visitors", "GET /v1/invitations/{token}", c => c.InviteAsync(), c => c.VisitAsync(), "TransactGetItems", c => c.Id),
            new(register, FaultCall.Table("TransactGetItems", "visitors", c => c.Id)),
            new(register, FaultCall.Role("visitors", "sts:AssumeRole, the customer's role with its external ID")),
            Write(register, "TransactWriteItems"),
        ];
    }

    private static IEnumerable<FaultRow> Onboardings() =>
    [
        Read("onboardings", "GET /v1/groups/{groupId}/onboardings", c => c.HaveStackAsync(), c => c.Tenant.GetAsync($"/v1/groups/{c.GroupId}/onboardings"), "Query"),
        Read("onboardings", "GET /v1/onboardings/{onboardingId}", c => c.HaveStackAsync(), c => c.Tenant.GetAsync($"/v1/onboardings/{c.Id}"), "GetItem", c => c.Id),
        Write(
            new("onboardings", "POST /v1/groups/{groupId}/onboardings", c => c.HaveGroupAsync(), c => c.Tenant.PostAsync($"/v1/groups/{c.GroupId}/onboardings", new JsonObject { ["profile"] = "read-only" }))
            {
                Look = async c => $"{await c.CountAsync($"/v1/groups/{c.GroupId}/onboardings", "onboardings")} onboardings",
                Before = "0 onboardings",
                After = "1 onboardings",
                Again = "2 onboardings",
            },
            "TransactWriteItems"),
        Write(
            new("onboardings", "DELETE /v1/onboardings/{onboardingId}", c => c.HaveStackAsync(), c => c.Tenant.DeleteAsync($"/v1/onboardings/{c.Id}"))
            {
                Look = async c => (await c.Tenant.GetAsync($"/v1/onboardings/{c.Id}")).Expect(200)["status"],
                Before = "pending",
                After = "cancelled",
            },
            "TransactWriteItems"),
        Write(
            new("onboardings", "POST /v1/onboardings/{onboardingId}/opened", c => c.HaveStackAsync(), c => c.Tenant.PostAsync($"/v1/onboardings/{c.Id}/opened", new JsonObject()))
            {
                Look = async c => (await c.Tenant.GetAsync($"/v1/onboardings/{c.Id}")).Expect(200)["status"],
                Before = "pending",
                After = "pending",
            },
            "UpdateItem"),
    ];

    private static IEnumerable<FaultRow> Operations(Operator someone) =>
    [
        new(
            new("operations", "GET /ops/v1/stats", c => c.HaveStackAsync(), _ => someone.SendAsync(HttpMethod.Get, "/ops/v1/stats")),
            FaultCall.Table("Query", "operations") with { About = null }),
        new(
            new("operations", "GET /ops/v1/versions", c => c.HaveStackAsync(), _ => someone.SendAsync(HttpMethod.Get, "/ops/v1/versions")),
            FaultCall.Table("Query", "operations") with { About = null }),
        new(
            new("operations", "GET /ops/v1/registrations", c => c.HaveStackAsync(), _ => someone.SendAsync(HttpMethod.Get, "/ops/v1/registrations")),
            FaultCall.Table("Query", "operations") with { About = null }),
        Read("operations", "GET /ops/v1/registrations/{registrationId}", c => c.HaveStackAsync(), c => someone.SendAsync(HttpMethod.Get, $"/ops/v1/registrations/{c.Id}"), "GetItem", c => c.Id),
        Write(
            new("operations", "DELETE /ops/v1/registrations/{registrationId}", c => c.DetachAsync(), c => someone.SendAsync(HttpMethod.Delete, $"/ops/v1/registrations/{c.Id}"))
            {
                Look = async c => $"{(await someone.SendAsync(HttpMethod.Get, $"/ops/v1/registrations/{c.Id}")).Expect(200)["state"]}, {await c.AccountCountAsync(c.GroupId)} in its group",
                Before = "detached, 1 in its group",
                After = "deleted, 0 in its group",
            },
            "TransactWriteItems"),
    ];

    private static IEnumerable<FaultRow> Registrations() =>
    [
        .. Registered(),
        new(
            new("registrations", "POST /v1/onboardings/{onboardingId}/registration", c => c.HaveMissingRoleAsync(), c => c.RegisterAsync())
            {
                Look = async c => (await c.Tenant.GetAsync($"/v1/onboardings/{c.Id}")).Expect(200)["status"],
                Before = "pending",
                After = "verifying",
            },
            FaultCall.Table("UpdateItem", "registrations") with { Name = "dynamodb:UpdateItem, whose turn it is to wait" }),
    ];

    private static IEnumerable<FaultRow> Registered() => Proven(
        new("registrations", "POST /v1/onboardings/{onboardingId}/registration", c => c.HaveStackAsync(), c => c.RegisterAsync())
        {
            Look = async c => $"{await c.CountAsync("/v1/accounts", "accounts")} accounts, {await c.AccountCountAsync(c.GroupId)} in the group, {await c.EventsAsync("Account Registered")} events",
            Before = "0 accounts, 0 in the group, 0 events",
            After = "1 accounts, 1 in the group, 1 events",
        });

    // It runs the very check of “checks”, which is played call by call; its own role is played with the schedule.
    private static IEnumerable<FaultRow> OperatorsCheck(Operator someone)
    {
        var check = new FaultRequest("sweeper", "POST /ops/v1/registrations/{registrationId}/checks", c => c.ConnectAsync(), c => someone.SendAsync(HttpMethod.Post, $"/ops/v1/registrations/{c.Id}/checks"))
        {
            Look = async c => $"{await c.ChecksAsync()} checks, {await c.StatusAsync()}",
            Before = "1 checks, active",
            After = "2 checks, active",
            Again = "3 checks, active",
        };
        return
        [
            new(check, FaultCall.Table("GetItem", check.Function, c => c.Id)),
            new(check, FaultCall.Role(check.Function, "sts:AssumeRole, the customer's role with its external ID")),
            Write(check, "TransactWriteItems"),
        ];
    }

    // What is proven is read first, and written when it is.
    private static IEnumerable<FaultRow> Proven(FaultRequest request) =>
    [
        new(request, FaultCall.Table("GetItem", request.Function, c => c.Id)),
        .. FaultCall.Proof(request.Function).Select(call => new FaultRow(request, call)),
        new(request, FaultCall.Table("Query", request.Function, c => c.AwsAccountId)),
        Write(request, "TransactWriteItems"),
    ];

    private static FaultRow Read(
        string function, string route, Func<Customer, Task> prepare, Func<Customer, Task<Reply>> send, string operation, Func<Customer, string>? about = null) =>
        new(new(function, route, prepare, send), FaultCall.Table(operation, function, about));

    private static FaultRow Write(FaultRequest request, string operation) => new(request, FaultCall.Table(operation, request.Function));
}

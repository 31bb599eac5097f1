using Onboarding.Templates;

namespace Onboarding.Sandbox.S3;

/// <summary>The vendor's public bucket of templates and Terraform modules, and the simulated S3 that CloudFormation reads templates from.</summary>
/// <param name="address">The sandbox's address, which represents S3.</param>
/// <param name="partition">The partition that the vendor and its customers live in.</param>
/// <param name="profiles">The profiles that are offered.</param>
internal sealed class TemplateBucket(SandboxAddress address, Partition partition, OfferedProfiles profiles)
{
    /// <summary>The bucket's name.</summary>
    public const string Name = "onboarding-templates";

    /// <summary>What the addresses of templates begin with, after the sandbox's own address.</summary>
    public const string BasePath = Root + "templates";

    private const string Root = "/s3/" + Name + "/";

    // A published template never changes, so each is rendered once.
    private readonly Dictionary<string, string> _objects = new(
        [
            .. profiles.Catalog.Profiles.Select(p => Object(p.Version, p.Name, ConnectTemplate.Render(p, Vendor.InTemplates, profiles.Style))),
            Object(ConnectTemplate.Version, HumanAccessTemplate.Name, HumanAccessTemplate.Render(Vendor.InTemplates, partition.Name, Partitions.SignInHosts)),
        ],
        StringComparer.Ordinal);

    private readonly Dictionary<string, byte[]> _modules = profiles.Catalog.Profiles
        .Select(p => (Profile: p, Zip: TerraformModule.Zip(p, Vendor.InTemplates, profiles.Style)))
        .ToDictionary(m => $"templates/{TemplateAddress.ModulePath(m.Profile.Version, m.Profile.Name, TemplateAddress.Digest(m.Zip))}", m => m.Zip, StringComparer.Ordinal);

    /// <summary>Reads a template as CloudFormation does: only from S3, so only from this sandbox's own <c>/s3/</c>.</summary>
    /// <returns>The template's text, or null when S3 would not give it.</returns>
    public string? Read(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http", Host: "localhost" or "127.0.0.1", Query: "", Fragment: "", UserInfo: "" }
        && uri.Port == address.Port
            ? Find(uri.AbsolutePath)
            : null;

    /// <summary>Answers <c>GET /s3/…</c>.</summary>
    public Task HandleAsync(HttpContext context)
    {
        if (Find(context.Request.Path.Value ?? "") is { } text)
        {
            context.Response.ContentType = "application/yaml; charset=utf-8";
            return context.Response.WriteAsync(text, context.RequestAborted);
        }

        if (FindModule(context.Request.Path.Value ?? "") is { } zip)
        {
            context.Response.ContentType = "application/zip";
            return context.Response.Body.WriteAsync(zip, context.RequestAborted).AsTask();
        }

        // Without permission to list the bucket, S3 does not tell a missing object from a forbidden one.
        context.Response.StatusCode = 403;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(
            """<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>""", context.RequestAborted);
    }

    private string? Find(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? _objects.GetValueOrDefault(path[Root.Length..]) : null;

    private byte[]? FindModule(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? _modules.GetValueOrDefault(path[Root.Length..]) : null;

    private static KeyValuePair<string, string> Object(string version, string name, string text) =>
        new($"templates/{TemplateAddress.Path(version, name, TemplateAddress.Digest(text))}", text);
}

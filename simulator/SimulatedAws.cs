using Onboarding.Simulator.CloudFormation;
using Onboarding.Simulator.Iam;
using Onboarding.Simulator.Policies;
using Onboarding.Simulator.Query;
using Onboarding.Simulator.Signature;
using Onboarding.Simulator.Sns;
using Onboarding.Simulator.Sts;

namespace Onboarding.Simulator;

/// <summary>The AWS of the sandbox: STS, IAM, CloudFormation and SNS of every account, as strict as AWS.</summary>
/// <remarks>Thread-safe: one lock guards everything, and no thread waits while holding it.</remarks>
internal sealed class SimulatedAws
{
    private const int MaxForeignBody = 10 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly IamDirectory _directory = new();
    private readonly TimeProvider _machine;
    private readonly Func<string, CancellationToken, ValueTask<string?>> _fetchTemplate;
    private readonly Authorizer _authorizer;
    private readonly StackStore _stacks;
    private readonly Administration _administration;
    private readonly RequestAuthenticator _authenticator;
    private readonly QueryEndpoint _endpoint;
    private readonly NotificationService _sns;

    /// <summary>An AWS in which nothing exists but AWS's own managed policies, as far as they are known.</summary>
    /// <param name="machine">The real clock: of sessions, signatures and propagation.</param>
    /// <param name="faults">What shall go wrong.</param>
    /// <param name="calls">Where calls are recorded.</param>
    /// <param name="fetchTemplate">The text at an S3 URL; null when the URL is none, or there is no such object.</param>
    /// <param name="service">The clock of the creation times that are shown; the machine's when absent.</param>
    public SimulatedAws(
        TimeProvider machine,
        Faults faults,
        CallLog calls,
        Func<string, CancellationToken, ValueTask<string?>> fetchTemplate,
        TimeProvider? service = null)
    {
        (_machine, _fetchTemplate) = (machine, fetchTemplate);
        _authorizer = new Authorizer(_directory, machine);
        var roles = new RoleFactory(_directory, faults, machine, service ?? machine);
        var sts = new SecurityTokenService(_directory, _authorizer, machine);
        _stacks = new StackStore(_directory, roles, machine, service ?? machine);
        _administration = new Administration(_directory, roles, sts, machine, service ?? machine);
        _authenticator = new RequestAuthenticator(_directory, _gate, machine);
        _sns = new NotificationService(_directory, _authorizer);
        var operations = new Operations(
            sts,
            new IamQueries(_directory, _authorizer),
            new IamCommands(_directory, roles, _authorizer, service ?? machine),
            new StackQueries(_stacks, _authorizer, machine),
            new StackCommands(_stacks, _authorizer),
            _sns);
        _endpoint = new QueryEndpoint(_authenticator, operations, _gate, faults, calls, machine, FetchAsync);
    }

    /// <summary>What the quick-create page asks for.</summary>
    /// <exception cref="AwsErrorException">There is no template, or it is wrong.</exception>
    public async ValueTask<TemplateSummary> SummarizeAsync(string templateUrl, CancellationToken ct)
    {
        var template = await FetchAsync(templateUrl, ct);
        return new TemplateSummary(
            template.Description,
            [.. template.Parameters.Select(p => new TemplateParameter(p.Name, p.Type, p.Default, p.Description, p.NoEcho))],
            template.RequiredCapabilities(),
            template.Groups);
    }

    /// <summary>Creates a stack: in progress for <paramref name="duration"/>, then complete or rolled back.</summary>
    /// <remarks>Its resources exist immediately, as in AWS before the stack is complete.</remarks>
    /// <exception cref="AwsErrorException">CloudFormation refuses before there is a stack.</exception>
    public async ValueTask<StackView> CreateStackAsync(CreateStack request, TimeSpan duration, CancellationToken ct)
    {
        var template = await FetchAsync(request.TemplateUrl, ct);
        lock (_gate) return _stacks.Create(request, template, duration).View(_machine.GetUtcNow());
    }

    public StackView? FindStack(string stackId)
    {
        lock (_gate) return _stacks.Find(stackId)?.View(_machine.GetUtcNow());
    }

    /// <summary>Every stack, oldest first; deleted ones too.</summary>
    public IReadOnlyList<StackView> Stacks()
    {
        lock (_gate) return [.. _stacks.All.Select(stack => stack.View(_machine.GetUtcNow()))];
    }

    /// <summary>Deletes a stack and the role in it, unless that has policies of others; a stack already deleted stays so.</summary>
    /// <exception cref="AwsErrorException">There is no such stack.</exception>
    public void DeleteStack(string stackId)
    {
        lock (_gate) _stacks.Delete(RequiredStack(stackId));
    }

    /// <summary>Gives a stack a status, for tests.</summary>
    /// <exception cref="AwsErrorException">There is no such stack, or CloudFormation has no such status.</exception>
    public void SetStackStatus(string stackId, string status)
    {
        if (!StackStatuses.All.Contains(status)) throw AwsErrorException.Validation($"CloudFormation has no stack status '{status}'.");
        lock (_gate) RequiredStack(stackId).Become(status);
    }

    /// <summary>Replaces a role's trust policy; creates the role, without permissions, if it doesn't exist.</summary>
    /// <exception cref="AwsErrorException">IAM refuses the ARN or the policy.</exception>
    public void PutTrustPolicy(string roleArn, string policyJson)
    {
        lock (_gate) _administration.PutTrustPolicy(roleArn, policyJson);
    }

    /// <summary>Puts an inline policy into a role.</summary>
    /// <exception cref="AwsErrorException">There is no such role, or IAM refuses the policy.</exception>
    public void PutRolePolicy(string roleArn, string policyName, string policyJson)
    {
        lock (_gate) _administration.PutRolePolicy(roleArn, policyName, policyJson);
    }

    /// <summary>Takes an inline policy away from a role.</summary>
    /// <exception cref="AwsErrorException">There is no such role, or it has no such policy.</exception>
    public void DeleteRolePolicy(string roleArn, string policyName)
    {
        lock (_gate) _administration.DeleteRolePolicy(roleArn, policyName);
    }

    /// <summary>Gives a role another session length, boundary and managed policies.</summary>
    /// <exception cref="AwsErrorException">There is no such role or policy, or IAM refuses the length.</exception>
    public void ChangeRole(string roleArn, int maxSessionDuration, string? boundaryArn, IReadOnlyList<string> managedPolicyArns)
    {
        lock (_gate) _administration.ChangeRole(roleArn, maxSessionDuration, boundaryArn, managedPolicyArns);
    }

    /// <summary>Creates or replaces a managed policy, also one of AWS's own (account <c>aws</c>).</summary>
    /// <exception cref="AwsErrorException">IAM refuses the ARN or the policy.</exception>
    public void PutManagedPolicy(string policyArn, string policyJson)
    {
        lock (_gate) _administration.PutManagedPolicy(policyArn, policyJson);
    }

    /// <summary>Creates or replaces an IAM user, for the lists of users.</summary>
    public void PutUser(string accountId, string userName, IReadOnlyDictionary<string, string> tags, bool hasPassword, int accessKeys)
    {
        lock (_gate) _administration.PutUser(accountId, userName, tags, hasPassword, accessKeys);
    }

    /// <summary>Sets entries that GetAccountSummary returns for an account, such as <c>AccountMFAEnabled</c>.</summary>
    public void PutAccountSummary(string accountId, IReadOnlyDictionary<string, int> entries)
    {
        lock (_gate) _directory.PutSummary(accountId, entries);
    }

    /// <summary>Creates a role with one inline policy, or puts both policies into the role that there is.</summary>
    /// <exception cref="AwsErrorException">IAM refuses the ARN or a policy.</exception>
    public void DefineRole(string roleArn, string trustPolicyJson, string identityPolicyJson)
    {
        lock (_gate)
        {
            _administration.PutTrustPolicy(roleArn, trustPolicyJson);
            _administration.PutRolePolicy(roleArn, "Permissions", identityPolicyJson);
        }
    }

    /// <summary>Deletes a role; sessions of it end, and a new role of its name is another.</summary>
    /// <exception cref="AwsErrorException">There is no such role.</exception>
    public void DeleteRole(string roleArn)
    {
        lock (_gate) _administration.DeleteRole(roleArn);
    }

    /// <summary>Credentials of a role's session, as Lambda gives a function those of its role.</summary>
    /// <param name="roleArn">The role.</param>
    /// <param name="sessionName">The session's name.</param>
    /// <param name="lifetime">How long they are good for; 12 hours when absent.</param>
    /// <exception cref="AwsErrorException">There is no such role.</exception>
    public IssuedCredentials IssueRoleSession(string roleArn, string sessionName, TimeSpan? lifetime = null)
    {
        lock (_gate) return _administration.IssueRoleSession(roleArn, sessionName, lifetime);
    }

    /// <summary>An access key of an IAM user with one inline policy; the user is created or replaced.</summary>
    /// <exception cref="AwsErrorException">IAM refuses the policy.</exception>
    public IssuedCredentials IssueUserKey(string accountId, string userName, string identityPolicyJson, string partition = "aws")
    {
        lock (_gate) return _administration.IssueUserKey(accountId, userName, identityPolicyJson, partition);
    }

    /// <summary>Makes an SNS topic.</summary>
    public void CreateTopic(string topicArn)
    {
        lock (_gate) _sns.Create(topicArn);
    }

    /// <summary>Every message that a topic took, oldest first.</summary>
    public IReadOnlyList<TopicMessage> TopicMessages()
    {
        lock (_gate) return _sns.Messages;
    }

    /// <summary>Answers STS, CloudFormation, IAM and SNS: the Query protocol, its signature checked.</summary>
    public Task HandleQueryAsync(HttpContext context) => _endpoint.HandleAsync(context);

    /// <summary>Who signed a request to a front that is in one Region; its body can be read again afterwards.</summary>
    /// <param name="context">The request.</param>
    /// <param name="service">The service that the credential must be scoped to.</param>
    /// <param name="region">The Region that it must be scoped to.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="AwsErrorException">The signature is missing or refused; each front has its own words for that.</exception>
    public async ValueTask<Caller> AuthenticateAsync(HttpContext context, string service, string region, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var body = await RequestBody.ReadAsync(context, MaxForeignBody);
        return _authenticator.Authenticate(context.Request, body, service, region);
    }

    /// <summary>Whether the caller's own permissions allow an action on a resource of its own account: its policies, within boundary and session policy.</summary>
    /// <remarks>
    /// In another account that is not enough: the resource's own policy would have to allow it too, which HTTP APIs cannot have and tables need not.
    /// Source: IAM User Guide, "Cross-account policy evaluation logic"; API Gateway Developer Guide, "Choose between REST APIs and HTTP APIs".
    /// </remarks>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">What for.</param>
    /// <param name="resourceArn">The resource.</param>
    /// <param name="tell">Adds the service's own condition keys.</param>
    public bool IsAllowed(Caller caller, string action, string resourceArn, Action<ConditionKeys>? tell = null)
    {
        lock (_gate)
        {
            if (_directory.FindCredential(caller.AccessKeyId) is not { } credential || !credential.IsOfAccountOf(resourceArn)) return false;
            var keys = _authorizer.Keys(caller, credential, resourceArn);
            tell?.Invoke(keys);
            return _authorizer.Decide(credential, new AccessRequest { Action = action, Resource = resourceArn, Keys = keys }) is Verdict.Allowed;
        }
    }

    private async ValueTask<Template> FetchAsync(string templateUrl, CancellationToken ct)
    {
        new MemberChecks().Text("templateURL", templateUrl, Members.TemplateUrl).ThrowIfAny();
        var text = await _fetchTemplate(templateUrl, ct)
            ?? throw AwsErrorException.Validation("TemplateURL must reference a valid S3 object to which you have access.");
        return TemplateParser.Parse(text);
    }

    private Stack RequiredStack(string stackId) =>
        _stacks.Find(stackId) ?? throw AwsErrorException.Validation($"Stack with id {stackId} does not exist");
}

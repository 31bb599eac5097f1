using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;

namespace Onboarding.Cdk;

/// <summary>Whose tokens the API accepts: the issuer that the context names, or else a Cognito user pool: one that exists already, or one made here.</summary>
/// <remarks>
/// The page sends the pool's <em>ID token</em>: Cognito puts custom attributes there, and into access tokens only with a trigger function
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html). API Gateway's JWT authorizer
/// compares <c>aud</c>, which an ID token has (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
/// </remarks>
internal sealed class SignIn : Construct
{
    /// <summary>The user pool's attribute that names the tenant, without the <c>custom:</c> that Cognito puts before it.</summary>
    private const string TenantAttribute = "tenant";

    public SignIn(Construct scope, string id, DeploySettings settings)
        : base(scope, id)
    {
        // A pool outlives its stack. When an issuer takes its place later, its users stay in it, and “userPoolId” brings it back.
        if (settings.JwtIssuer is { } issuer)
        {
            (Issuer, Audience) = (issuer, settings.JwtAudience);
            return;
        }

        IUserPool pool = settings.UserPoolId is { } earlier ? UserPool.FromUserPoolId(this, "Users", earlier) : AddPool(settings);
        var client = AddClient(pool, settings);
        var domain = pool.AddDomain("Domain", new UserPoolDomainOptions
        {
            CognitoDomain = new CognitoDomainOptions { DomainPrefix = $"{settings.Name.ToLowerInvariant()}-{Aws.ACCOUNT_ID}" },
        });
        Issuer = pool is UserPool made ? made.UserPoolProviderUrl : $"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}/{pool.UserPoolId}";
        Audience = [client.UserPoolClientId];
        OnboardingStack.Output(this, "UserPoolId", pool.UserPoolId, "Where an operator creates the tenants' users");
        OnboardingStack.Output(this, "UserPoolClientId", client.UserPoolClientId, "The page's app client");
        OnboardingStack.Output(this, "SignInDomainPrefix", domain.DomainName, "The prefix of the sign-in page's address");
    }

    public string Issuer { get; }

    public IReadOnlyList<string> Audience { get; }

    private UserPool AddPool(DeploySettings settings) => new(this, "Users", new UserPoolProps
    {
        SelfSignUpEnabled = false,
        SignInAliases = new SignInAliases { Email = true },
        SignInCaseSensitive = false,
        AutoVerify = new AutoVerifiedAttrs { Email = true },
        // This attribute alone determines whose data a person sees: no one can change it; an operator sets it when creating the user.
        CustomAttributes = new Dictionary<string, ICustomAttribute>(StringComparer.Ordinal)
        {
            [TenantAttribute] = new StringAttribute(new StringAttributeProps { MinLen = 1, MaxLen = 128, Mutable = false }),
        },
        Mfa = Mfa.OPTIONAL,
        MfaSecondFactor = new MfaSecondFactor { Otp = true, Sms = false },
        AccountRecovery = AccountRecovery.EMAIL_ONLY,
        PasswordPolicy = new PasswordPolicy { MinLength = 14, RequireDigits = true, RequireLowercase = true, RequireUppercase = true, RequireSymbols = false },
        DeletionProtection = true,
        RemovalPolicy = RemovalPolicy.RETAIN,
        UserInvitation = new UserInvitationConfig
        {
            EmailSubject = $"{settings.Brand}: your account",
            EmailBody = $"Sign in to {settings.Brand} as {{username}} with the temporary password {{####}}",
        },
    });

    private static UserPoolClient AddClient(IUserPool pool, DeploySettings settings) => pool.AddClient("Page", new UserPoolClientOptions
    {
        GenerateSecret = false,
        PreventUserExistenceErrors = true,
        AuthFlows = new AuthFlow { UserSrp = true },
        OAuth = new OAuthSettings
        {
            Flows = new OAuthFlows { AuthorizationCodeGrant = true },
            Scopes = [OAuthScope.OPENID, OAuthScope.EMAIL],
            CallbackUrls = [.. settings.PageUrls],
            LogoutUrls = [.. settings.PageUrls],
        },
        IdTokenValidity = Duration.Hours(1),
        AccessTokenValidity = Duration.Hours(1),
        RefreshTokenValidity = Duration.Hours(12),
        ReadAttributes = new ClientAttributes().WithStandardAttributes(new StandardAttributesMask { Email = true, EmailVerified = true }).WithCustomAttributes(TenantAttribute),
        WriteAttributes = new ClientAttributes().WithStandardAttributes(new StandardAttributesMask { Email = true }),
    });
}

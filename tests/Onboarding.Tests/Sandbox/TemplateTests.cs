using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>Templates as CloudFormation reads them.</summary>
public sealed class TemplateTests
{
    private const string Trust = """
              AssumeRolePolicyDocument:
                Version: 2012-10-17
                Statement: [{Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: sts:AssumeRole}]
        """;

    private readonly Customers _customers = new();

    [Theory]
    [InlineData("!Sub '${AWS::StackName} in ${AWS::Region}'", "acme-connect-abc in ap-northeast-1")]
    [InlineData("!Sub ['${a}-${P}', {a: !Ref AWS::AccountId}]", "222222222222-default")]
    [InlineData("!Sub ['${a_b}', {a_b: underscored}]", "underscored")]
    [InlineData("!Sub 'keeps ${!Literal}'", "keeps ${Literal}")]
    [InlineData("!Sub '${Role.Arn}'", "arn:aws:iam::222222222222:role/r")]
    [InlineData("!GetAtt Role.Arn", "arn:aws:iam::222222222222:role/r")]
    [InlineData("{'Fn::GetAtt': [Role, Arn]}", "arn:aws:iam::222222222222:role/r")]
    [InlineData("!Ref Role", "r")]
    [InlineData("!Join ['-', [a, !Ref P, 3]]", "a-default-3")]
    [InlineData("!Select [1, !Split ['.', 'a.b.c']]", "b")]
    [InlineData("!Select [0, !Ref L]", "x")]
    [InlineData("!Join ['', !Ref L]", "xyz")]
    [InlineData("{'Fn::Base64': hello}", "aGVsbG8=")]
    [InlineData("!FindInMap [M, a, b]", "mapped")]
    [InlineData("!If [IsDefault, 'yes', 'no']", "yes")]
    [InlineData("!If [IsOther, 'yes', 'no']", "no")]
    [InlineData("!Ref AWS::Partition", "aws")]
    [InlineData("!Ref AWS::URLSuffix", "amazonaws.com")]
    [InlineData("true", "true")]
    [InlineData("12", "12")]
    [InlineData("2012-10-17", "2012-10-17")]
    public async Task Evaluates(string value, string expected)
    {
        var stack = await _customers.CreateAsync(Template($"Outputs: {{O: {{Value: {value}}}}}"));
        stack.StatusReason.ShouldBeNull();
        stack.Outputs.ShouldHaveSingleItem().Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Outputs: {O: {Value: !Ref Nothing}}", "Template format error: Unresolved resource dependencies [Nothing] in the Outputs block of the template")]
    [InlineData("Outputs: {O: {Value: !Sub '${Nothing.Arn}'}}", "Template format error: Unresolved resource dependencies [Nothing] in the Outputs block of the template")]
    [InlineData("Outputs: {O: {Value: !GetAtt Role.Colour}}", "Template error: resource Role does not support attribute type Colour in Fn::GetAtt")]
    [InlineData("Outputs: {O: {Value: !If [Missing, a, b]}}", "Template error: unresolved condition dependency Missing in Fn::If")]
    [InlineData("Outputs: {O: {Value: !FindInMap [M, a, c]}}", "Template error: Unable to get mapping for M::a::c")]
    [InlineData("Outputs: {O: {Value: !Select [x, [a]]}}", "Template error: Fn::Select requires a list argument with two elements: an integer index and a list")]
    [InlineData("Outputs: {O: {Value: [a]}}", "Template format error: Output O is malformed. The Value field of every Outputs member must evaluate to a String.")]
    [InlineData("Outputs: {O: {Description: no value}}", "Template format error: Every Outputs member must contain a Value object")]
    [InlineData("Outputs: {O: {Value: {'Fn::ImportValue': x}}}", "The simulated AWS does not know the function Fn::ImportValue.")]
    [InlineData("Outputs: {O: {Value: !ImportValue x}}", "The simulated AWS does not know the YAML tag !ImportValue.")]
    [InlineData("Outputs: {O: {Value: ~}}", "Template format error: [/Outputs/O/Value] 'null' values are not allowed in templates")]
    [InlineData("Outputs: {O: {Value: 012}}", "The simulated AWS does not know how CloudFormation reads the unquoted number 012: quote it.")]
    [InlineData("Outputs: {o-o: {Value: x}}", "Template format error: Output name o-o is non alphanumeric.")]
    [InlineData("Hooks: {}", "Invalid template property or properties [Hooks]")]
    [InlineData("Transform: AWS::Serverless-2016-10-31", "Invalid template property or properties [Transform]")]
    [InlineData("Rules: {R: {Assertions: [{Assert: !Equals [!Ref P, other], AssertDescription: Not the other}]}}", "Template validation error: Not the other")]
    [InlineData("Rules: {R: {Assertions: [{Assert: {'Fn::Contains': [[a, b], !Ref P]}, AssertDescription: Not a or b}]}}", "Template validation error: Not a or b")]
    [InlineData("Rules: {R: {Assertions: [{Assert: {'Fn::ValueOf': [P, x]}}]}}", "The simulated AWS does not know the rule function Fn::ValueOf with these arguments.")]
    public async Task Refuses(string section, string message) => (await _customers.RefusalAsync(Template(section))).ShouldBe(message);

    [Fact]
    public async Task Skips_A_Rule_Whose_Condition_Is_False() =>
        (await _customers.CreateAsync(Template(
            "Rules: {R: {RuleCondition: !Equals [!Ref P, other], Assertions: [{Assert: !Equals [a, b]}]}}"))).Status.ShouldBe("CREATE_COMPLETE");

    [Theory]
    [InlineData("Resources: {A: &a {Type: AWS::IAM::Role}, B: *a}", "Template error: YAML aliases are not allowed in CloudFormation templates")]
    [InlineData("Resources:\n  A: {Type: x}\n  A: {Type: y}", "Template format error: YAML not well-formed. (line 3, column 3)")]
    [InlineData("Resources: {A: {<<: {Type: x}}}", "Template format error: YAML hash merges are not allowed in CloudFormation templates")]
    [InlineData("Resources: {A: [}", "Template format error: YAML not well-formed. (line 1, column 17)")]
    [InlineData("{\"Resources\": {\"A\": 1, \"A\": 2}}", null)]
    [InlineData("- a", "Template format error: unsupported structure.")]
    [InlineData("", "Template format error: unsupported structure.")]
    [InlineData("Description: x", "Template format error: At least one Resources member must be defined.")]
    [InlineData("Resources: {A: {Properties: {}}}", "Template format error: [/Resources/A] Every Resources object must contain a Type member.")]
    [InlineData("Resources: {A: {Type: AWS::S3::Bucket}}", "The simulated AWS does not know the resource type AWS::S3::Bucket.")]
    [InlineData("AWSTemplateFormatVersion: '2011-01-01'\nResources: {}", "Template format error: unsupported value for AWSTemplateFormatVersion.")]
    public async Task Refuses_The_Text(string template, string? message)
    {
        var refusal = await _customers.RefusalAsync(template);
        if (message is null) refusal.ShouldStartWith("Template format error: JSON not well-formed.");
        else refusal.ShouldBe(message);
    }

    [Theory]
    [InlineData("Type: String, AllowedPattern: '[a-z]+'", "abc", null)]
    [InlineData("Type: String, AllowedPattern: '[a-z]+'", "abc1", "Parameter 'V' must match pattern [a-z]+")]
    [InlineData("Type: String, AllowedPattern: '^[a-z]+$'", "abc\n", "Parameter 'V' must match pattern ^[a-z]+$")]
    [InlineData("Type: String, AllowedPattern: 'a|ab'", "ab", null)]
    [InlineData("Type: String, AllowedPattern: '\\d+'", "\u0661", "Parameter 'V' must match pattern \\d+")]
    [InlineData("Type: String, AllowedPattern: '\\w+', ConstraintDescription: only words", "é", "Parameter V failed to satisfy constraint: only words")]
    [InlineData("Type: String, AllowedPattern: '(?<=a)b'", "b", "Parameter 'V' must match pattern (?<=a)b")]
    [InlineData("Type: String, AllowedPattern: '[a-z'", "b", "The simulated AWS does not know how to match the AllowedPattern [a-z.")]
    [InlineData("Type: String, AllowedValues: [a, b]", "c", "Parameter 'V' must be one of AllowedValues")]
    [InlineData("Type: String, MinLength: 2", "c", "Parameter 'V' must contain at least 2 characters")]
    [InlineData("Type: String, MaxLength: 2", "ccc", "Parameter 'V' must contain at most 2 characters")]
    [InlineData("Type: Number", "x", "Parameter 'V' must be a number.")]
    [InlineData("Type: Number, MaxValue: 5", "6", "Parameter 'V' must be a number not greater than 5")]
    [InlineData("Type: CommaDelimitedList, AllowedPattern: '[a-z]'", "a,b,C", "Parameter 'V' must match pattern [a-z]")]
    [InlineData("Type: AWS::EC2::VPC::Id", "x", "The simulated AWS does not know the parameter type AWS::EC2::VPC::Id.")]
    [InlineData("Type: String, Colour: red", "x", "Invalid template parameter property 'Colour'")]
    public async Task Checks_Parameters(string definition, string value, string? refusal)
    {
        var template = Template("", $"V: {{{definition}}}");
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["V"] = value };
        if (refusal is null) (await _customers.CreateAsync(template, parameters)).Status.ShouldBe("CREATE_COMPLETE");
        else (await _customers.RefusalAsync(template, parameters)).ShouldBe(refusal);
    }

    [Fact]
    public async Task Names_Missing_And_Unknown_Parameters()
    {
        var template = Template("", "V: {Type: String}\n  W: {Type: String}");
        (await _customers.RefusalAsync(template)).ShouldBe("Parameters: [V, W] must have values");
        var unknown = new Dictionary<string, string>(StringComparer.Ordinal) { ["X"] = "" };
        (await _customers.RefusalAsync(template, unknown)).ShouldBe("Parameters: [X] do not exist in the template");
    }

    [Fact]
    public async Task Masks_NoEcho_Parameters()
    {
        var stack = await _customers.CreateAsync(
            Template("", "V: {Type: String, NoEcho: true}"), new Dictionary<string, string>(StringComparer.Ordinal) { ["V"] = "secret" });
        stack.Parameters["V"].ShouldBe("****");
    }

    [Theory]
    [InlineData("Colour: red", "Properties validation failed for resource Other with message:\n[#: extraneous key [Colour] is not permitted]")]
    [InlineData("MaxSessionDuration: 3599", "Member must have value greater than or equal to 3600")]
    [InlineData("RoleName: 'a b'", "Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+")]
    [InlineData("RoleName: R", "Role with name R already exists.")]
    [InlineData("ManagedPolicyArns: ['arn:aws:iam::aws:policy/Nothing']", "Policy arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.")]
    [InlineData("Tags: [{Key: a, Value: b}, {Key: A, Value: b}]", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")]
    [InlineData("Policies: [{PolicyName: p, PolicyDocument: {Statement: []}}]", "Syntax errors in policy.")]
    [InlineData("Policies: [{PolicyName: p}]", "required key [PolicyDocument] not found")]
    public async Task Rolls_Back_A_Role_That_IAM_Refuses(string property, string reason)
    {
        var stack = await _customers.CreateAsync(Template("", "", $"Other:\n    Type: AWS::IAM::Role\n    DependsOn: Role\n    Properties:\n{Trust}\n      {property}"));
        stack.Status.ShouldBe("ROLLBACK_COMPLETE");
        stack.Events.Single(e => e.Status is "CREATE_FAILED").Reason!.ShouldContain(reason);

        // The role that was created first is gone as well.
        (await _customers.CreateAsync(Template(""), name: "again")).Status.ShouldBe("CREATE_COMPLETE");
    }

    [Fact]
    public async Task Leaves_Out_A_Resource_Whose_Condition_Is_False()
    {
        var other = $"Other:\n    Type: AWS::IAM::Role\n    Condition: IsOther\n    Properties:\n{Trust}";
        var stack = await _customers.CreateAsync(Template("", "", other));
        stack.Events.ShouldNotContain(e => e.LogicalId == "Other");
    }

    [Fact]
    public async Task Refuses_A_Reference_To_A_Resource_Whose_Condition_Is_False()
    {
        var other = $"Other:\n    Type: AWS::IAM::Role\n    Condition: IsOther\n    Properties:\n{Trust}";
        (await _customers.RefusalAsync(Template("Outputs: {O: {Value: !GetAtt Other.Arn}}", "", other)))
            .ShouldBe("Template format error: Unresolved resource dependencies [Other] in the Resources block of the template");
        (await _customers.CreateAsync(Template("Outputs: {O: {Value: !If [IsOther, !GetAtt Other.Arn, none]}}", "", other)))
            .Outputs.ShouldHaveSingleItem().Value.ShouldBe("none");
    }

    [Fact]
    public async Task Refuses_Resources_That_Depend_On_Each_Other() =>
        (await _customers.RefusalAsync(Template("", "", $"A:\n    Type: AWS::IAM::Role\n    DependsOn: B\n    Properties:\n{Trust}\n  B:\n    Type: AWS::IAM::Role\n    DependsOn: A\n    Properties:\n{Trust}")))
            .ShouldBe("Circular dependency between resources: [A, B]");

    [Fact]
    public async Task Keeps_A_Retained_Role()
    {
        var stack = await _customers.CreateAsync(Template("", "", $"Other:\n    Type: AWS::IAM::Role\n    DeletionPolicy: Retain\n    Properties:\n{Trust}\n      RoleName: kept"));
        _customers.Aws.DeleteStack(stack.StackId);
        _customers.Aws.IssueRoleSession("arn:aws:iam::222222222222:role/kept", "still").AccessKeyId.ShouldStartWith("ASIA");
    }

    [Theory]
    [InlineData("Delete", "DELETE_COMPLETE", false)]
    [InlineData("Retain", "DELETE_SKIPPED", true)]
    [InlineData("RetainExceptOnCreate", "DELETE_COMPLETE", false)]
    public async Task Keeps_A_Retained_Role_When_The_Creation_Is_Rolled_Back(string policy, string status, bool isKept)
    {
        var kept = $"Kept:\n    Type: AWS::IAM::Role\n    DeletionPolicy: {policy}\n    Properties:\n{Trust}\n      RoleName: kept";
        var stack = await _customers.CreateAsync(Template("", "", $"{kept}\n  Other:\n    Type: AWS::IAM::Role\n    DependsOn: Kept\n    Properties:\n{Trust}\n      MaxSessionDuration: 1"));
        stack.Status.ShouldBe("ROLLBACK_COMPLETE");
        stack.Events.Last(e => e.LogicalId is "Kept").Status.ShouldBe(status);
        IsThere("arn:aws:iam::222222222222:role/kept").ShouldBe(isKept);
        IsThere("arn:aws:iam::222222222222:role/r").ShouldBeFalse();
    }

    private bool IsThere(string roleArn)
    {
        try
        {
            return _customers.Aws.IssueRoleSession(roleArn, "me").SessionToken is not null;
        }
        catch (AwsErrorException gone)
        {
            gone.Code.ShouldBe("NoSuchEntity");
            return false;
        }
    }

    private static string Template(string section, string parameters = "", string resources = "") => $$$"""
        Parameters:
          P: {Type: String, Default: default}
          L: {Type: CommaDelimitedList, Default: 'x, y,z'}
          {{{parameters}}}
        Mappings: {M: {a: {b: mapped} } }
        Conditions:
          IsDefault: !And [!Equals [!Ref P, default], !Not [!Condition IsOther]]
          IsOther: !Or [!Equals [!Ref P, other], !Equals [!Ref P, another]]
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: r
        {{{Trust}}}
          {{{resources}}}
        {{{section}}}
        """;
}

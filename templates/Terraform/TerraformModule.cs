using System.Globalization;

namespace Onboarding.Templates;

/// <summary>The Terraform and OpenTofu module that creates a profile's role: what the template creates, by the AWS provider that customers have already.</summary>
/// <remarks>What needs no provider (names, policies) is in <c>policies.tf</c> and <c>variables.tf</c>, so that it can be evaluated without one.</remarks>
public static class TerraformModule
{
    /// <summary>The module as a zip archive: the same bytes for the same arguments.</summary>
    /// <param name="profile">Whose permissions the role gets.</param>
    /// <param name="vendor">Whom the role trusts.</param>
    /// <param name="style">How the role has them.</param>
    public static byte[] Zip(Profile profile, Vendor vendor, PolicyStyle style = PolicyStyle.Inline) => StoredZip.Of(Files(profile, vendor, style));

    /// <summary>The files of the module.</summary>
    /// <param name="profile">Whose permissions the role gets.</param>
    /// <param name="vendor">Whom the role trusts.</param>
    /// <param name="style">How the role has them.</param>
    public static IReadOnlyList<TextFile> Files(Profile profile, Vendor vendor, PolicyStyle style = PolicyStyle.Inline)
    {
        var variables = new ModuleVariables(profile);
        return
        [
            new("README.md", Readme(profile, vendor)),
            new("main.tf", Main(profile, vendor, variables)),
            new("outputs.tf", Outputs),
            new("policies.tf", new ModulePolicies(profile, vendor, style, variables).ToString()),
            new("variables.tf", ModuleInputs.Of(profile, vendor, variables)),
            new("versions.tf", Versions),
        ];
    }

    private const string Versions = """
        terraform {
          required_version = ">= 1.2"

          required_providers {
            aws = {
              source  = "hashicorp/aws"
              version = ">= 4.0"
            }
          }
        }

        """;

    private const string Outputs = """
        output "role_arn" {
          description = "The role that was created."
          value       = aws_iam_role.this.arn
        }

        output "connection_info" {
          description = "Copy this value and paste it where the connection was started."
          value = base64encode(jsonencode({
            v               = 2
            roleArn         = aws_iam_role.this.arn
            externalId      = var.external_id
            templateVersion = local.template_version
          }))

          # The role is of no use before it has its permissions.
          depends_on = [
            aws_iam_role_policy.this,
            aws_iam_role_policy_attachment.own,
            aws_iam_role_policy_attachment.aws,
          ]
        }

        """;

    private static string Readme(Profile profile, Vendor vendor) => $"""
        # {vendor.Brand}: {profile.Title.English}

        Creates the one IAM role by which {vendor.Brand} connects to this AWS account ({profile.Name}, version {profile.Version}).
        Paste the output `connection_info` where the connection was started. `terraform destroy` disconnects.

        """.ReplaceLineEndings("\n");

    private static string Main(Profile profile, Vendor vendor, ModuleVariables variables)
    {
        var text = new HclText()
            .Line(0, "data \"aws_caller_identity\" \"current\" {}").Line(0, "")
            .Line(0, "data \"aws_partition\" \"current\" {}").Line(0, "")
            .Line(0, "locals {")
            .Arguments(2, ("account_id", "data.aws_caller_identity.current.account_id"), ("partition", "data.aws_partition.current.partition"))
            .Line(0, "}").Line(0, "")
            .Line(0, "resource \"aws_iam_role\" \"this\" {")
            .Arguments(
                2,
                ("name", "var.role_name"),
                ("description", $"trimspace(\"Lets {vendor.Brand} work in this account. ${{var.connected_for}}\")"),
                ("assume_role_policy", "local.trust_policy"),
                ("max_session_duration", profile.MaxSessionSeconds.ToString(CultureInfo.InvariantCulture)),
                ("permissions_boundary", "var.permissions_boundary"),
                ("tags", "merge(var.tags, local.tags)"));
        var demanded = profile.Parameters.SelectMany(p => ModuleInputs.Demanding(profile, p).Select(f => (p, f))).ToList();
        if (demanded.Count > 0)
        {
            text.Line(0, "").Line(2, "lifecycle {");
            foreach (var (parameter, feature) in demanded)
            {
                text.Line(4, "precondition {")
                    .Arguments(6, ("condition", $"!var.{ModuleVariables.Of(feature)} || var.{variables.Of(parameter)} != \"\""), ("error_message", HclText.Quoted($"{feature.Title.English} needs {parameter.Title.English}.")))
                    .Line(4, "}");
            }

            text.Line(2, "}");
        }

        return text.Line(0, "}").Line(0, "") + Attachments;
    }

    private const string Attachments = """
        resource "aws_iam_role_policy" "this" {
          for_each = toset(local.inline_policies)

          name   = each.key
          role   = aws_iam_role.this.name
          policy = local.policies[each.key]
        }

        resource "aws_iam_policy" "own" {
          for_each = toset(local.managed_policies)

          name   = "${var.role_name}-${each.key}"
          policy = local.policies[each.key]
          tags   = var.tags
        }

        resource "aws_iam_role_policy_attachment" "own" {
          for_each = toset(local.managed_policies)

          role       = aws_iam_role.this.name
          policy_arn = aws_iam_policy.own[each.key].arn
        }

        resource "aws_iam_role_policy_attachment" "aws" {
          for_each = toset(local.aws_managed_policies)

          role       = aws_iam_role.this.name
          policy_arn = "arn:${local.partition}:iam::aws:policy/${each.key}"
        }

        """;
}

namespace Onboarding.Templates;

/// <summary>The two profiles of <c>templates/profiles</c>, by name.</summary>
internal static class DefaultProfiles
{
    extension(Profile profile)
    {
        /// <summary>The one that creates and deletes users.</summary>
        public static Profile Full => Profile.Find("full")!;

        /// <summary>The one that tags users, and reads.</summary>
        public static Profile ReadOnly => Profile.Find("read-only")!;

        /// <summary>What is always granted, as a policy document.</summary>
        public string PolicyJson => PolicyStatement.Document(profile.Grants.Statements);

        /// <summary>What the profile's role can do in the account 111122223333, including self-inspection: each action with its resource.</summary>
        public IReadOnlyList<(string Action, string Resource)> Grants(string roleName, string stackName)
        {
            var filling = new Filling("aws", "111122223333", "us-east-1", roleName, new Dictionary<string, string>(StringComparer.Ordinal)) { StackName = stackName };
            return
            [
                .. profile.Grants.Statements.Concat(SelfInspection.Statements(isFromStack: true, hasOwnPolicies: false, [])).Select(filling.Fill).Where(s => s.Allows)
                    .SelectMany(s => s.Actions.SelectMany(a => s.Resources.Select(r => (a, r)))).Distinct(),
            ];
        }
    }
}

#!/usr/bin/env bash
# Connects a simulated AWS account by curl alone, and detaches it again. The sandbox must be running:
#   dotnet run --project sandbox
set -euo pipefail
sandbox="${1:-http://localhost:5080}"
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }
json() { curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' "$@"; }

# 1. A tenant's token, which the vendor's sign-in gives in real life.
token=$(json "$sandbox/sandbox/tokens" --data '{"tenant":"acme"}' | field token)
api() { json --header "Authorization: Bearer $token" "$@"; }

# 2. A group, and an onboarding in it: the external ID and the quick-create link are minted.
group=$(api "$sandbox/v1/groups" --data '{"name":"Production","color":"#3b82f6"}' | field id)
onboarding=$(api "$sandbox/v1/groups/$group/onboardings" --data '{"profile":"read-only"}')
id=$(field id <<<"$onboarding")
link=$(field quickCreateUrl <<<"$onboarding")
echo "The link the customer opens: $link"

# 3. The customer creates the stack in the console; here the sandbox does what the console would.
stack=$(json "$sandbox/sandbox/stacks" --data "{\"quickCreateUrl\":\"$link\",\"awsAccountId\":\"111122223333\"}")
stack_info=$(field outputs.OnboardingStackInfo <<<"$stack")
echo "The stack's output StackInfo: $stack_info"

# 4. StackInfo is pasted back: the role is verified and the account registered.
account=$(api "$sandbox/v1/onboardings/$id/registration" --data "{\"accountName\":\"Main account\",\"stackInfo\":\"$stack_info\"}")
echo "Registered: $(field name <<<"$account") ($(field awsAccountId <<<"$account")) is $(field status <<<"$account")"

# 5. The vendor's software gets a session in the account, for one purpose and one action. curl signs like an AWS SDK.
keys=$(json "$sandbox/sandbox/tokens" --data '{"product":true}')
product() {
  json --aws-sigv4 aws:amz:us-east-1:execute-api --user "$(field accessKeyId <<<"$keys"):$(field secretAccessKey <<<"$keys")" \
    --header "X-Amz-Security-Token: $(field sessionToken <<<"$keys")" "$@"
}
session=$(product "$sandbox/product/v1/connections/$id/sessions" --data '{"tenant":"acme","purpose":"scan","actions":["iam:ListUsers"]}')
echo "A session until $(field credentials.expiration <<<"$session"), which CloudTrail calls $(field sessionName <<<"$session")"

# 6. The customer sees who had a session, and what for.
api "$sandbox/v1/accounts/$id/access" | field 'access.map(a => a.by + " for " + a.purpose + ": " + a.actions).join("\n")'

# 7. It is in the list, and can be detached: the answer says what is left to delete.
api "$sandbox/v1/accounts" | field 'accounts.map(a => a.name + ": " + a.status).join("\n")'
api --request DELETE "$sandbox/v1/accounts/$(field id <<<"$account")" | field cleanup.text

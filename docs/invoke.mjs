#!/usr/bin/env node
// Runs a published function by hand: a Lambda Runtime API that hands out one event and prints the answer.
//   dotnet publish functions -c Release -o artifacts/functions
//   node docs/invoke.mjs artifacts/functions/Onboarding.Functions.dll profiles tests/events/get-profiles.json
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [executable, feature, eventFile] = process.argv.slice(2);
if (!eventFile) {
  console.error('usage: node docs/invoke.mjs <Onboarding.Functions.dll or native executable> <feature> <event.json>');
  process.exit(2);
}

let handedOut = false;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', chunk => { body += chunk; });
  request.on('end', () => {
    if (request.url.endsWith('/invocation/next')) {
      if (handedOut) return; // Lambda freezes the environment here.
      handedOut = true;
      response.setHeader('Lambda-Runtime-Aws-Request-Id', 'by-hand');
      response.setHeader('Lambda-Runtime-Deadline-Ms', String(Date.now() + 30000));
      response.end(readFileSync(eventFile));
      return;
    }
    console.log(request.url.replace('/2018-06-01/runtime/', ''), '\n' + body);
    response.statusCode = 202;
    response.end(() => { child.kill(); server.close(); server.closeAllConnections(); });
  });
});
let child;
server.listen(0, '127.0.0.1', () => {
  const [command, ...args] = executable.endsWith('.dll') ? ['dotnet', 'exec', executable] : [executable];
  child = spawn(command, args, {
    stdio: 'inherit',
    env: {
      AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', BRAND: 'Onboarding', REGIONS: 'us-east-1',
      TABLE_NAME: 'Onboarding', TEMPLATE_BASE_URL: 'https://bucket.s3.us-east-1.amazonaws.com/templates', TEMPLATE_BUCKET: 'bucket',
      TENANT_CLAIM: 'tenant', VENDOR_ROLE_ARN: 'arn:aws:iam::999988887777:role/onboarding-connect-access',
      ...process.env, // yours win
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${server.address().port}`, ONBOARDING_FEATURE: feature,
    },
  });
});

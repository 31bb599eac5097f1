// The custom resources of the stack that puts the customers' templates into their bucket. Written out in the stack's own template: Lambda runs just this file.
const { createHash } = require('node:crypto');
const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});

exports.handler = async (event, context) => {
  const answer = { Status: 'SUCCESS', PhysicalResourceId: event.PhysicalResourceId ?? event.LogicalResourceId };
  try {
    // What was published stays: when the stack, or this resource in it, is deleted, nothing is.
    if (event.RequestType !== 'Delete') {
      const asked = event.ResourceProperties;
      answer.PhysicalResourceId = asked.Text === undefined ? await withdraw(asked) : await publish(asked);
      answer.Data = { Key: answer.PhysicalResourceId };
    }
  } catch (failure) {
    Object.assign(answer, { Status: 'FAILED', Reason: `${failure.name}: ${failure.message} (log stream ${context.logStreamName})` });
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  await fetch(event.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body: JSON.stringify({ ...answer, StackId, RequestId, LogicalResourceId }) });
};

async function publish({ Bucket, Folder, File, Text, DigestLength }) {
  const Key = `${Folder}/${File}-${createHash('sha256').update(Text).digest('hex').slice(0, Number(DigestLength))}.yaml`;
  try {
    // S3 writes only where nothing is yet: the S3 User Guide, “How to prevent object overwrites with conditional writes”.
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Text, ContentType: 'application/yaml; charset=utf-8', IfNoneMatch: '*' }));
  } catch (failure) {
    if (failure.name !== 'PreconditionFailed') throw failure;
    const there = await s3.send(new GetObjectCommand({ Bucket, Key }));
    if ((await there.Body.transformToString()) !== Text) throw new Error(`${Key} has another text, and is never written twice`);
  }
  return Key;
}

async function withdraw({ Bucket, Keys }) {
  for (const Key of Keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  return 'withdrawn';
}

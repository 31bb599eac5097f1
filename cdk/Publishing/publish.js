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
      answer.PhysicalResourceId = asked.Text !== undefined ? await publishTemplate(asked) : asked.Files ? await publishModule(asked) : await withdraw(asked);
      answer.Data = { Key: answer.PhysicalResourceId };
    }
  } catch (failure) {
    Object.assign(answer, { Status: 'FAILED', Reason: `${failure.name}: ${failure.message} (log stream ${context.logStreamName})` });
  }
  const { StackId, RequestId, LogicalResourceId } = event;
  await fetch(event.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body: JSON.stringify({ ...answer, StackId, RequestId, LogicalResourceId }) });
};

const publishTemplate = (asked) => publish(asked, Buffer.from(asked.Text), 'yaml', 'application/yaml; charset=utf-8');

const publishModule = (asked) => publish(asked, zip(asked.Files), 'zip', 'application/zip');

async function publish({ Bucket, Folder, File, DigestLength }, Body, ending, ContentType) {
  const Key = `${Folder}/${File}-${createHash('sha256').update(Body).digest('hex').slice(0, Number(DigestLength))}.${ending}`;
  try {
    // S3 writes only where nothing is yet: the S3 User Guide, “How to prevent object overwrites with conditional writes”.
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, IfNoneMatch: '*' }));
  } catch (failure) {
    if (failure.name !== 'PreconditionFailed') throw failure;
    const there = await s3.send(new GetObjectCommand({ Bucket, Key }));
    if (!Body.equals(Buffer.from(await there.Body.transformToByteArray()))) throw new Error(`${Key} has another text, and is never written twice`);
  }
  return Key;
}

// The same bytes as templates/Terraform/StoredZip.cs: files as they are, with the earliest time that a zip archive has.
function zip(files) {
  const table = Array.from({ length: 256 }, (_, n) => [...Array(8)].reduce((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n));
  const crc = (bytes) => ~bytes.reduce((c, b) => table[(c ^ b) & 0xff] ^ (c >>> 8), ~0) >>> 0;
  const two = (...values) => Buffer.from(Uint16Array.from(values).buffer);
  const four = (...values) => Buffer.from(Uint32Array.from(values).buffer);
  const [archive, directory] = [[], []];
  let at = 0;
  for (const { Name, Text } of files) {
    const [name, bytes] = [Buffer.from(Name), Buffer.from(Text)];
    const common = [two(20, 0, 0, 0, 0x21), four(crc(bytes), bytes.length, bytes.length), two(name.length, 0)];
    const local = Buffer.concat([four(0x04034b50), ...common, name, bytes]);
    directory.push(four(0x02014b50), two((3 << 8) | 20), ...common, two(0, 0, 0), four(0x81a40000, at), name);
    archive.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...archive, central, four(0x06054b50), two(0, 0, files.length, files.length), four(central.length, at), two(0)]);
}

async function withdraw({ Bucket, Keys }) {
  for (const Key of Keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  return 'withdrawn';
}

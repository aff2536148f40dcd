// Signature Version 4, recomputed from the raw request with the known secret. Used by the fake AWS endpoint.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type SignedRequest = {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Signature = {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** The parts of the Authorization header, null where it is no SigV4 header. */
export function readSignature(headers: IncomingHttpHeaders): Signature | null {
  const match = HEADER.exec(headers.authorization ?? '');
  if (match === null) return null;
  const [, accessKeyId = '', date = '', region = '', service = '', signed = '', signature = ''] = match;
  return { accessKeyId, date, region, service, signedHeaders: signed.split(';'), signature };
}

/** True when the signature was made with this secret over exactly this request. */
export function isSignedWith(secret: string, request: SignedRequest, given: Signature): boolean {
  if (!['host', 'x-amz-date'].every((name) => given.signedHeaders.includes(name))) return false;
  const scope = `${given.date}/${given.region}/${given.service}/aws4_request`;
  const time = header(request, 'x-amz-date');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, given))].join('\n');
  const key = [given.date, given.region, given.service, 'aws4_request'].reduce<string | Buffer>(
    (from, part) => hmac(from, part),
    `AWS4${secret}`,
  );
  const expected = hmac(key, toSign);
  return time.startsWith(given.date) && timingSafeEqual(expected, Buffer.from(given.signature, 'hex'));
}

function canonicalRequest(request: SignedRequest, { signedHeaders }: Signature): string {
  const [path = '/', query = ''] = request.url.split('?');
  const headers = signedHeaders.map(
    (name) => `${name}:${header(request, name).trim().replaceAll(/ +/g, ' ')}\n`,
  );
  const sorted = query.split('&').toSorted().join('&');
  return [request.method, path, sorted, headers.join(''), signedHeaders.join(';'), sha256(request.body)].join(
    '\n',
  );
}

function header({ headers }: SignedRequest, name: string): string {
  return [headers[name] ?? ''].flat().join(',');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

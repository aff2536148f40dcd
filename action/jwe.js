// Opens the broker's answer: compact JWE, ECDH-ES+A256KW over X25519, A256GCM. Node's own crypto, because an action brings no packages.
import {
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
} from 'node:crypto';

/**
 * @typedef {object} EphemeralKey
 * @property {import('node:crypto').KeyObject} privateKey
 * @property {{kty: 'OKP', crv: 'X25519', x: string}} jwk public members only
 * @property {string} thumbprint RFC 7638, SHA-256, base64url
 */

/** @returns {EphemeralKey} a key that lives as long as one exchange */
export function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const canonical = JSON.stringify({ crv: 'X25519', kty: 'OKP', x });
  const thumbprint = createHash('sha256').update(canonical).digest('base64url');
  return { privateKey, jwk: { kty: 'OKP', crv: 'X25519', x }, thumbprint };
}

/**
 * Decrypt a compact JWE. Throws on any other algorithm, a wrong key or a changed byte.
 * @param {string} jwe
 * @param {import('node:crypto').KeyObject} privateKey
 * @returns {unknown} the JSON value inside
 */
export function openJwe(jwe, privateKey) {
  const parts = jwe.split('.');
  if (parts.length !== 5) throw new Error('the answer is not a compact JWE');
  const [header = '', wrapped = '', iv = '', text = '', tag = ''] = parts;
  const { alg, enc, epk, apu, apv, zip, crit } = JSON.parse(decode(header).toString('utf8'));
  if (alg !== 'ECDH-ES+A256KW' || enc !== 'A256GCM' || zip !== undefined || crit !== undefined)
    throw new Error('the answer uses other algorithms than agreed');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: epk?.x }, format: 'jwk' });
  const secret = diffieHellman({ privateKey, publicKey });
  const contentKey = unwrap(deriveKey(secret, decode(apu ?? ''), decode(apv ?? '')), decode(wrapped));
  const decipher = createDecipheriv('aes-256-gcm', contentKey, decode(iv), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(header, 'ascii'));
  decipher.setAuthTag(decode(tag));
  return JSON.parse(Buffer.concat([decipher.update(decode(text)), decipher.final()]).toString('utf8'));
}

/**
 * Concat KDF of RFC 7518 section 4.6.2: one round of SHA-256 gives the 256 bits of the wrapping key.
 * @param {Buffer} secret
 * @param {Buffer} apu
 * @param {Buffer} apv
 */
function deriveKey(secret, apu, apv) {
  const algorithm = prefixed(Buffer.from('ECDH-ES+A256KW', 'ascii'));
  const info = Buffer.concat([algorithm, prefixed(apu), prefixed(apv), uint32(256)]);
  return createHash('sha256').update(uint32(1)).update(secret).update(info).digest();
}

/**
 * AES key unwrap of RFC 3394; its check value fails for a wrong key.
 * @param {Buffer} key
 * @param {Buffer} wrapped
 */
function unwrap(key, wrapped) {
  const decipher = createDecipheriv('id-aes256-wrap', key, Buffer.alloc(8, 0xa6));
  return Buffer.concat([decipher.update(wrapped), decipher.final()]);
}

/** @param {Buffer} bytes */
function prefixed(bytes) {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** @param {string} text */
function decode(text) {
  return Buffer.from(text, 'base64url');
}

// Whether a value under a secret's name looks like a secret itself: asked by scan.ts.
import { entropyOf } from './entropy.ts';
import { isPlaceholder } from './placeholder.ts';

/** `key`: made by a machine; `password`: made by a person or for one; null: neither. */
export type SecretValue = 'key' | 'password' | null;

/** Made of these alone, so that its randomness can be measured. */
const KEY_CHARACTERS = /^[\w+/=.~-]+$/;
const HEX = /^[0-9a-f]+$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function secretValue(text: string): SecretValue {
  if (text.length < 8 || text.length > 4096 || /\s/.test(text)) return null;
  if (isPlaceholder(text) || isNameLike(text) || isAddress(text) || UUID.test(text)) return null;
  if (isKey(text)) return 'key';
  return isPassword(text) ? 'password' : null;
}

/**
 * A random text of n characters has little less than log2(n) bits each while n is small; text made of words has 3 and
 * less. Sixteen hex digits carry 64 bits, below which nobody makes a key.
 */
function isKey(text: string): boolean {
  if (text.length < 16 || !KEY_CHARACTERS.test(text)) return false;
  const bits = entropyOf(text);
  if (HEX.test(text)) return text.length >= 20 && bits >= 3;
  const mixed = /\d/.test(text) || humpsIn(text) >= text.length / 5;
  return mixed && bits >= Math.min(3.6, Math.log2(text.length) * 0.82);
}

/** Three of four sorts of characters, as most rules for passwords ask. */
function isPassword(text: string): boolean {
  if (text.length > 64) return false;
  const sorts = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((sort) => sort.test(text)).length;
  return sorts >= 3 && entropyOf(text) >= 2.5;
}

/** Words, with numbers between them at most: `prod/db-password`, `my_secret_2`, `aws:SecretsManager`, `E2E_ADMIN`. */
function isNameLike(text: string): boolean {
  if (/^[A-Z0-9]{1,16}(?:_[A-Z0-9]{1,16})+$/.test(text)) return true;
  const parts = text.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return parts.every((part) => /^\d{1,4}$/.test(part) || (/^[A-Za-z]+$/.test(part) && isWord(part)));
}

/** In one case, or in humps: `GetSecretValue`. In a random run of letters every fourth begins a hump. */
function isWord(part: string): boolean {
  return part.length < 8 || humpsIn(part) < part.length / 5;
}

function humpsIn(text: string): number {
  return (text.match(/[a-z][A-Z]/g) ?? []).length;
}

/** Where something is: a path, a host, a version, a date. */
function isAddress(text: string): boolean {
  return (
    /^(?:\.{0,2}\/|~\/|[a-z][a-z0-9+.-]*:\/\/)/i.test(text) ||
    (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[\w./-]*)?$/.test(text) && !/[A-Z].*\d|\d.*[A-Z]/.test(text)) ||
    /^v?\d+(?:\.\d+)+/.test(text) ||
    /^\d{4}-\d{2}-\d{2}/.test(text) ||
    /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(text)
  );
}

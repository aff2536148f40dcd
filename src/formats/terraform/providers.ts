// What a call and a resource say of the providers that they use; read by `instances` and `declarations`.
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';

/** Names inside of a module, and what the caller calls the same; null where a call says nothing, so that they are the same. */
export type Providers = ReadonlyMap<string, string> | null;

/**
 * `providers = { aws = aws.west, aws.dns = aws.global }`. Read by its text: the names on the left are no values, and those on
 * the right are nothing but names (https://developer.hashicorp.com/terraform/language/meta-arguments/module-providers).
 */
export function providersIn({ body }: Block): Providers {
  const text = argumentOf(body, 'providers')?.text();
  if (text === undefined) return null;
  const plain = text.replaceAll(/(?:#|\/\/)[^\n]*|["{}]/g, '\n');
  const pairs = plain.split(/[,\n]/).flatMap((part) => {
    const at = part.search(/[=:]/);
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  return new Map(pairs);
}

/** `aws` of `aws_instance`, which is the provider of a resource that names none. */
export function defaultProvider(type: string): string {
  return type.split('_')[0] ?? type;
}

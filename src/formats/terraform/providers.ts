// What a call and a resource say of the providers that they use; read by `instances` and `declarations`.
import { argumentOf } from './body.ts';
import type { Block } from './body.ts';
import { UNKNOWN_SCOPE } from './scope.ts';

/** Names inside of a module, and what the caller calls the same; null where a call says nothing, so that they are the same. */
export type Providers = ReadonlyMap<string, string> | null;

/**
 * `providers = { aws = aws.west, aws.dns = aws.global }`: names on both sides, of which one with a dot is no key of an object
 * (https://developer.hashicorp.com/terraform/language/meta-arguments/module-providers). Then it is read by its text.
 */
export function providersIn({ body }: Block): Providers {
  const argument = argumentOf(body, 'providers');
  const value = argument?.evaluate(UNKNOWN_SCOPE);
  if (argument === undefined || value === undefined) return null;
  if (value.kind === 'object')
    return new Map(
      value.members.map((member) => [
        member.key,
        member.value.kind === 'unknown'
          ? member.value.source
          : String(member.value.kind === 'known' && member.value.value),
      ]),
    );
  const pairs = argument
    .source()
    .replaceAll(/["{}]/g, '')
    .split(',')
    .flatMap((part) => {
      const at = part.search(/[=:]/);
      return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
    });
  return new Map(pairs);
}

/** `aws` of `aws_instance`, which is the provider of a resource that names none. */
export function defaultProvider(type: string): string {
  return type.split('_')[0] ?? type;
}

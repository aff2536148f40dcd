// Which arguments of a block hold a secret because of what the block is, whatever they are called; asked by `declarations`.
import { isSecretName } from '../sensitive.ts';
import type { Block } from './body.ts';
import { isSensitive } from './scope.ts';

/** Arguments that hold a value by convention: secret where the type or name of the block says so. */
const VALUE_NAMES = new Set([
  'value',
  'default',
  'data',
  'string_data',
  'binary_data',
  'plaintext',
  'content',
]);
/** Variables of services that build and deploy are where their secrets are kept. */
const SECRET_TYPE =
  /secret|password|ssm_parameter$|token|credential|private_key|environment_variable|^(?:gitlab|bitbucket)_\w+_variable$|^env0_configuration_variable$/;

/** By the name of an argument directly in the block, or below it. */
export function secretArguments(block: Block): (name: string) => boolean {
  const { type, labels } = block;
  const named = isSecretName(labels.at(-1) ?? '') && (type === 'variable' || type === 'output');
  const typed = labels.length === 2 && SECRET_TYPE.test(labels[0] ?? '');
  const secret = named || typed || isSensitive(block);
  return (name) => VALUE_NAMES.has(name) && secret;
}

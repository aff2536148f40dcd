// What Terraform does with a file, told by its name alone; asked by everything that reads a folder of it.
import { basename, dirname } from 'node:path/posix';

export type SourceKind = {
  readonly holds: 'configuration' | 'variables';
  readonly syntax: 'hcl' | 'json';
  /**
   * Configuration: part of its folder's module. Not so hidden files and names in capitals, which Terraform passes over.
   * Variables: applied without being asked for, at the root module.
   */
  readonly automatic: boolean;
  /** Merged over the others (https://developer.hashicorp.com/terraform/language/files/override). */
  readonly overrides: boolean;
};

const NAME = /^(.*)\.(tf|tofu|tfvars)(\.json)?$/i;

/** Null for a file that is none of Terraform's. */
export function sourceKind(path: string): SourceKind | null {
  const name = basename(path);
  const [, stem = '', ending = '', json] = NAME.exec(name) ?? [];
  if (ending === '') return null;
  const spelled = name.endsWith(`.${ending}${json ?? ''}`.toLowerCase()) && !/^[.#]/.test(name);
  const syntax = json === undefined ? 'hcl' : 'json';
  if (ending.toLowerCase() === 'tfvars') {
    const automatic = spelled && (stem === 'terraform' || stem.endsWith('.auto'));
    return { holds: 'variables', syntax, automatic, overrides: false };
  }
  return { holds: 'configuration', syntax, automatic: spelled, overrides: /^(?:.*_)?override$/.test(stem) };
}

/** Key of the module that a configuration file belongs to: its folder, or itself where Terraform passes over it. */
export function moduleOf(path: string): string {
  return sourceKind(path)?.automatic === true ? dirname(path) : `\0${path}`;
}

/** Whether a module is a single file that Terraform passes over: it calls nothing. */
export function isPassedOver(key: string): boolean {
  return key.startsWith('\0');
}

// What a protective setting of a resource is: a row of the tables of this folder, judged by weakenings.ts.
import type { Severity } from '../../model/words.ts';
import type { Scale } from './scales.ts';

type Described =
  /** Of a switch: what is true without the protection, after an address: `has no storage encryption`. */
  | { readonly weak: string }
  /** Of a measure: what is measured, before `of` and an address: `Backup retention`; and its unit. */
  | { readonly what: string; readonly unit?: string };

export type Setting = Described & {
  /**
   * Terraform resource types, divided by spaces; a CloudFormation type counts as its equivalent unless a row names it
   * itself. Kinds of Kubernetes, with their group where others have the same name. `*` ends a prefix. Of rows with one path the first that fits a type is taken.
   */
  readonly types: string;
  /**
   * Names from the resource down, joined by dots; lists are entered by themselves, and `parameter[rds.force_ssl]` is
   * the value of the member with that name. Several spellings of one setting are divided by spaces.
   */
  readonly path: string;
  readonly scale: Scale;
  /** Strength where it is not set: the default of the provider or the service. Null: that cannot be told. */
  readonly absent: number | null;
  /** Of losing it. */
  readonly severity: Severity;
  /**
   * When a new resource is worth a finding: below this strength. Left out: never. With the argument `except`
   * (`name=value`) the weak value is the usual one.
   */
  readonly created?: { readonly below: number; readonly severity: Severity; readonly except?: string };
  /** Strength from which a loss is only worth `low`: a retention of 180 days is short for none. */
  readonly ample?: number;
  /** With one of these arguments (`name` or `name=value`) the default comes from elsewhere, so what is not set cannot be told. */
  readonly unless?: string;
  /** A resource type that says the same beside the resource: where one comes, the setting has most likely moved there. */
  readonly instead?: string;
};

// The resource patterns of all clauses, for one valuation of the policy variables. Called by compare-pair.ts, read by resource-cells.ts.
import type { PolicyUse } from '../policy-document.ts';
import { prefixesAgree } from './glob-relations.ts';
import type { Clause, Clauses, Pair } from './clause.ts';
import { union } from './clause.ts';
import { globOf } from './glob.ts';
import type { Glob } from './glob.ts';
import { symbolTable } from './listing.ts';
import type { Listing } from './listing.ts';
import { sourceService } from './source-service.ts';
import { sourceOf, symbolOf } from './symbols.ts';
import { parseTemplate } from './text-template.ts';
import { fill } from './variables.ts';
import type { Valuation } from './variables.ts';

export type ResourcePattern = {
  /** As the policy writes it. */
  readonly text: string;
  readonly glob: Glob;
  readonly clauses: Clauses;
  /** The service in the third part of the ARN, null where a wildcard stands there or before a colon. */
  readonly service: string | null;
};

export type ResourceTable = {
  readonly listing: Listing;
  /** Without the patterns that match everything: their clauses are in `stars`. */
  readonly patterns: readonly ResourcePattern[];
  readonly stars: Clauses;
  /** Services that the sources of unknown texts name. */
  readonly services: ReadonlySet<string>;
  /** Clauses with a NotResource whose variable has no value. */
  readonly holes: Clauses;
  /** Whether a pattern of these clauses may fit such ARNs. */
  readonly isNear: (format: Glob, clauses: Clauses) => boolean;
};

export function resourceTable(pair: Pair, valuation: Valuation): ResourceTable {
  const found = new Map<string, ResourcePattern>();
  let holes: Clauses = 0n;
  for (const clause of pair.clauses)
    for (const text of knownTexts(clause)) {
      const glob = resourceGlob(text, clause, valuation);
      if (glob === null) {
        holes |= clause.bit;
        continue;
      }
      const entry = found.get(glob.key) ?? { text, glob, clauses: 0n, service: serviceOf(text) };
      found.set(glob.key, { ...entry, clauses: entry.clauses | clause.bit });
    }
  const all = [...found.values()];
  const patterns = all.filter(({ glob }) => !glob.everything);
  const listing = listingOf(pair);
  return {
    listing,
    services: new Set(listing.symbols.flatMap(({ id }) => sourceService(sourceOf(id)) ?? [])),
    patterns,
    holes: holes & listing.leaving,
    stars: union(all.filter(({ glob }) => glob.everything).map(({ clauses }) => clauses)),
    isNear: (format, wanted) =>
      patterns.some((pattern) => (pattern.clauses & wanted) !== 0n && isOfFormat(pattern, format)),
  };
}

/**
 * A quick no for ARNs of another service: no region or account has the name of a service, so a star before the service does
 * not reach past it.
 */
export function isOfFormat({ service, glob }: ResourcePattern, format: Glob): boolean {
  const own = service === null ? null : serviceOfFormat(format);
  return (own === null || own === service) && prefixesAgree(glob, format);
}

// Formats are few and asked about often.
const services = new WeakMap<Glob, string | null>();

function serviceOfFormat(format: Glob): string | null {
  const known = services.get(format);
  if (known !== undefined) return known;
  const service = serviceOf(format.prefix);
  services.set(format, service);
  return service;
}

/** The service in the third part of an ARN, null where it has none or a wildcard. */
export function serviceOf(text: string): string | null {
  return /^arn:[^:]*:([\w-]+):/.exec(text)?.[1] ?? null;
}

function knownTexts({ statement }: Clause): readonly string[] {
  return (statement.resources?.texts ?? []).flatMap((text) =>
    text.kind === 'known' && symbolOf('resource', text) === null ? [text.text] : [],
  );
}

/** AWS fills missing parts of an ARN with stars, so `arn:aws:sqs` is every queue; a star at the end reaches as far by itself. */
export function resourceGlob(text: string, { variables }: Clause, valuation: Valuation): Glob | null {
  const short = /^arn(?::[^:]*){0,4}$/.test(text) && !text.endsWith('*');
  const pieces = parseTemplate(short ? `${text}:*` : text, { variables, wildcards: true });
  const filled = fill(pieces, valuation);
  return filled === null ? null : globOf(filled);
}

/**
 * A policy of a resource may leave Resource out: then it is that one. Elsewhere AWS refuses the statement
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
 */
function listingOf({ clauses, use, shared }: Pair): Listing {
  const bitsOf = (holds: (clause: Clause) => boolean): Clauses =>
    union(clauses.filter(holds).map(({ bit }) => bit));
  const absent = bitsOf(({ statement }) => statement.resources === null);
  const leaving = bitsOf(({ statement }) => statement.resources?.not === true);
  const found = clauses.flatMap(({ statement, bit }) =>
    (statement.resources?.texts ?? []).flatMap((text) => {
      const id = symbolOf('resource', text);
      return id === null ? [] : [{ id, bit }];
    }),
  );
  return {
    taking: bitsOf(({ statement }) => statement.resources?.not === false),
    leaving,
    everything: mayOmit(use) ? absent : 0n,
    unclear: mayOmit(use) ? 0n : absent,
    symbols: symbolTable(found, shared),
  };
}

function mayOmit(use: PolicyUse): boolean {
  return use === 'trust' || use === 'resource';
}

// What a change is, before and after classification.
import type { JsonValue } from './json.ts';
import type { Action, Kind, Severity, Tier } from './words.ts';

/**
 * One attribute that differs. `path` is dotted (`tags.Name`, `ingress[0].cidr_blocks`). `before` and `after` are
 * JSON for literals, `{"expression": "<source text>"}` for what cannot be resolved, null where absent (which
 * resource arguments treat like an explicit null). A sensitive value is `"(sensitive)"` wherever there is one.
 * `line` is 1-based in the head file (base file where the attribute was removed).
 */
export type Attribute = {
  readonly path: string;
  readonly line: number | null;
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly sensitive: boolean;
};

/** All attributes of one side of a resource, by path: what rules read to judge a whole resource. Values as in Attribute. */
export type ResourceState = {
  readonly [path: string]: {
    readonly value: JsonValue;
    readonly line: number;
    readonly sensitive: boolean;
    /** It rests on the default of a variable, and whoever runs Terraform may set that to something else. */
    readonly assumed?: true;
    /** 1-based lines of what stands inside the value, by its path there (`Statement[0].Action`), where it has several. */
    readonly lines?: Readonly<Record<string, number>>;
  };
};

/** Names that tell where a change takes effect although it does not hold them itself: plain texts, as written. */
export type Places = {
  /** Texts of the providers and the backend of its root module, which may hold the ids of accounts. */
  readonly accounts: readonly string[];
  /** `*`: whoever runs it chooses one (by tags, behind a prefix). */
  readonly workspaces: readonly string[];
};

/** What a format says of one difference. No environment, kind or tier yet. */
export type ParsedChange = {
  /** Id of the format (`terraform`, `iam-policy`, `kubernetes` …). */
  readonly format: string;
  readonly file: string;
  /** The base name of a renamed file, else null. */
  readonly previousFile: string | null;
  /** 1-based, in the head file (base file for a deletion). */
  readonly startLine: number;
  readonly endLine: number;
  readonly address: string;
  /** Resource type (`aws_iam_role`); a Terraform block that is no resource has its block type (`module`, `provider`,
   * `variable` …), a data source the type of what it reads; null for a plain or opaque file. */
  readonly type: string | null;
  readonly action: Action;
  readonly attributes: readonly Attribute[];
  /**
   * Paths of the files through which this change takes effect elsewhere: the callers of a local module, the overlays
   * of a Kustomize base, the workflows that use a local action. Environments are told by them too.
   */
  readonly usedIn: readonly string[];
  readonly places?: Places;
  /** The format recognised the file but does not understand its content: a human must read it. */
  readonly opaque: boolean;
  readonly before: ResourceState | null;
  readonly after: ResourceState | null;
  /**
   * What it would be with other values of its variables or parameters, which whoever deploys decides: one for each set of values
   * that makes a difference. `given` says which (`var.prod is true`, `the parameters of params/prod.json`).
   */
  readonly otherwise?: readonly {
    readonly given: string;
    /** A file of the repository gives these values, or the defaults do and no file does: not one guess among others. */
    readonly chosen?: true;
    readonly before: ResourceState | null;
    readonly after: ResourceState;
  }[];
  /** What it is with these values only (`the parameters of params/prod.json`): nothing changes in it where others are given. */
  readonly given?: string;
  /** It did not change, and something that did names it: no change at all, but what a change means (see `Diff.standing`). */
  readonly standing?: true;
};

/** A file of a known format that could not be read: a value, never an exception, never "no change". */
export type Unreadable = {
  readonly file: string;
  /** 1-based line in the side that failed, null where there is none. */
  readonly line: number | null;
  /** Stable kebab-case reason, e.g. `parse-error`, `too-large`, `too-deep`, `timeout`, `not-utf8`, `missing-blob`. */
  readonly why: string;
  /** One sentence for a person. */
  readonly message: string;
  /** As of a change: whatever it says, it says it there too. */
  readonly usedIn?: readonly string[];
};

/** What a scan of raw text found on one line, whatever the format: a secret, an invisible character. Never the value itself. */
export type Mark = {
  /** Id of the finding rule that speaks of it. */
  readonly rule: string;
  readonly file: string;
  /** 1-based in the head file: only what the head adds is marked. */
  readonly line: number;
  /** One sentence for a person. */
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Finding['confidence'];
};

/** One changed file, claimed by a format or not: nothing that git reports is lost. */
export type FileFact = {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** Format id, or null for a file that no format claims. */
  readonly format: string | null;
  /** Git object id of the head side (base side for a removed file). */
  readonly blob: string;
  /** Git object id of the base side, null for an added file. */
  readonly previousBlob: string | null;
  /** Workflows that run it, where no format reads it. Absent: none is known to. */
  readonly runIn?: readonly string[];
  /** It is data of which only comments and layout differ. */
  readonly sameData?: true;
};

/** Everything the formats say of one base..head pair. */
export type Diff = {
  readonly files: readonly FileFact[];
  readonly changes: readonly ParsedChange[];
  readonly unreadable: readonly Unreadable[];
  readonly marks: readonly Mark[];
  /**
   * What did not change and is named by what did: the policy that is newly attached, the documents that a policy takes in, the jobs
   * that run what another one hands on. Both sides are alike, but for what stands around a job. Never part of a decision by itself; absent where there is none.
   */
  readonly standing?: readonly ParsedChange[];
  /** Why not all is known that these changes take effect in, null when it is: then they may take effect anywhere. */
  readonly aroundGap: string | null;
};

/** A classified change; a change in n environments is n of these. Field names are the decision document's. */
export type Change = {
  readonly format: string;
  readonly file: string;
  readonly previousFile: string | null;
  readonly startLine: number;
  readonly endLine: number;
  readonly address: string;
  readonly type: string | null;
  readonly action: Action;
  readonly kinds: readonly Kind[];
  readonly tier: Tier;
  /** Name from the policy, null for infrastructure that matches none. */
  readonly environment: string | null;
  readonly attributes: readonly Attribute[];
  /** Ids of findings about this change. */
  readonly findings: readonly string[];
  /** Addresses of other instances of the same module resource that change in exactly this way. */
  readonly alike?: readonly string[];
  /** Workflows that run it, besides itself. Absent: none, or it is nothing that runs. */
  readonly runIn?: readonly string[];
  readonly opaque: boolean;
};

export type Finding = {
  /** Rule id = file name = docs page = annotation title. */
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: 'low' | 'medium' | 'high';
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Address of the change it is about, null when it is about the file. */
  readonly address: string | null;
  readonly message: string;
  readonly fix: string;
};

/** What classification adds to a Diff. */
export type Classified = {
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  readonly unreadable: readonly (Unreadable & {
    readonly environments: readonly (string | null)[];
    readonly tier: Tier;
  })[];
  /** The highest tier of any change or unreadable file. */
  readonly tier: Tier;
  readonly files: readonly FileFact[];
  /** The identity of what changes: `changeDigest` of these changes, unreadable files and files. Null: it cannot be told. */
  readonly changeDigest: string | null;
};

/** What of the policy classification needs: plain data, so that the two stages need not know each other. */
export type Landscape = {
  readonly environments: readonly LandscapeEnvironment[];
  /** Relaxing globs, case-sensitive: files that are not looked at. Governance files are never ignored. */
  readonly ignore: readonly string[];
  /** Relaxing globs, case-sensitive: files that deploy jobs do not run. */
  readonly inert: readonly string[];
  readonly hasDeploy: boolean;
  /** ARNs of the roles that only the broker hands out. */
  readonly deployRoles: readonly string[];
  /** What else the broker stands on: ARNs of revoker roles and boundary policies, and paths of deploy workflows. */
  readonly guards: readonly string[];
};

export type LandscapeEnvironment = {
  readonly name: string;
  readonly tier: Tier;
  /** Any one key suffices. Globs are tightening: case-insensitive. */
  readonly match: {
    readonly paths: readonly string[];
    readonly namespaces: readonly string[];
    readonly workspaces: readonly string[];
    readonly accounts: readonly string[];
  };
};

// Every cap and timeout of the program, with its ground.

const KiB = 1024;

export const LIMITS = {
  /** GitHub never sends more than 25 MiB. */
  webhookBodyBytes: 26_214_400,
  /** An exchange request is a JWK and a name. */
  sessionBodyBytes: 16 * KiB,
  /** Largest real .tf seen is 130 KB; 1 MB keeps every parser inside its deadline. */
  fileBytes: 1_000_000,
  /** One policy with everything that it extends. */
  policyBytes: 256 * KiB,
  /** Files that one policy extends, and how many of them one behind the other: each is read anew for every decision. */
  policyLayers: 20,
  policyLayerDepth: 5,
  /** An edit of the policy is tried on this many recorded decisions at most, found among the last entries, within this time. */
  policyReplayDecisions: 50,
  policyReplayEntries: 1_000,
  policyReplayMs: 3_000,
  /** One of a floor or of a file that others extend also on decisions of this many other repositories, found among so many last entries of each. */
  policyReplayChains: 100,
  policyReplayEntriesElsewhere: 200,
  /** A policy that the host cannot give for the moment is taken as it was read last, for this long: GitHub's short outages are over by then. */
  lastGoodPolicyMs: 15 * 60_000,
  /** How often what was read last is written down anew while nothing changes. */
  lastGoodPolicyWriteMs: 60_000,
  /** One Cedar file, and all of one layer: some 200 and 800 policies. */
  cedarFileBytes: 64 * KiB,
  cedarBytes: 256 * KiB,
  /**
   * One Cedar policy: nested brackets, joined expressions, attributes. The engine recurses on the stack of its caller: with
   * half of Node's usual stack it holds 20 brackets, 30 joints of comparisons and 30 steps of one chain; with all of it 70, 100, 100.
   */
  cedarDepth: 12,
  cedarJoints: 30,
  cedarSteps: 100,
  /** Changes that one decision asks Cedar about: 0.2 ms each with ten policies, 0.5 ms with a hundred. */
  cedarChanges: 2_000,
  /** Uses of broken glass in one repository within 24 hours. */
  breakGlassPerDay: 3,
  /** A session under broken glass; STS gives none shorter, and the time fence ends it earlier. */
  breakGlassSessionSeconds: 900,
  /** Earlier heads of a pull request whose change is compared with the head's, for approvals that were given on them. */
  earlierHeads: 10,
  /** GitHub keeps 65,536 characters of a description; its `aigov` block is a handful of lines. */
  descriptionCharacters: 256 * KiB,
  declarationCharacters: 16 * KiB,
  /** Every change is held against every glob of a declared scope, which a stranger wrote. */
  scopeCharacters: 4_000,
  declaredWords: 50,
  declaredTools: 200,
  /** GitHub reads no longer CODEOWNERS than 3 MB; the decision holds every line. */
  codeOwnersBytes: 256 * KiB,
  /** Brackets, blocks, templates, prefix operators and conditionals in HCL; 11,700 real files reach 31. */
  hclDepth: 100,
  yamlDepth: 64,
  /** What they stand for is counted as nodes wherever it is read; values of a real chart hold 131. */
  yamlAliases: 1_000,
  /** Tree nodes per YAML, JSON or HCL file; a megabyte of Terraform has some 55,000, the densest real file 94,000. */
  treeNodes: 200_000,
  /** Comparisons of attributes to find the most alike elements of two lists, for one resource; beyond that names and order decide. */
  alikeLeaves: 20_000,
  changesPerFile: 5_000,
  /** Hits of one rule in one change; nobody reads more. */
  findingsPerRule: 100,
  /** A plan given on the command line: one resource takes about 4 KB with state and configuration, so as many as changes per file. */
  planBytes: 20_000_000,
  /** Text of files that no format reads and that is only looked over, both sides, all files of a pull request: some 3,000 of usual size. */
  scannedCharacters: 64_000_000,
  /** Unchanged files read beside a pull request; the largest real repository seen has some 3,000 of Terraform. */
  aroundFiles: 4_000,
  /** Those of them that only the contents of others name: the folder that an object of Argo CD newly deploys from. */
  beyondFiles: 1_000,
  /** Calls of local modules followed in one project, and how deep; beyond that a module is read by itself. */
  terraformInstances: 5_000,
  terraformDepth: 10,
  /** Instances that one resource or call makes, in all modules around it; beyond that which they are is unknown. */
  terraformKeys: 1_000,
  /** Instances of one resource that are told to come or go one by one. */
  terraformInstanceChanges: 100,
  /** Variables files that are told apart as sets of values of one root. */
  terraformVariants: 8,
  /** Instances of all resources of one root that are told apart by their values; the rest is told as a whole. */
  terraformInstancesTold: 1_000,
  /** Sets of other values for variables under which the changes of one root are judged too. */
  terraformWorlds: 8,
  /** Unchanged resources of one root that are read because a change names them. */
  terraformStanding: 200,
  /** Unchanged files that kustomizations newly build from, or no longer do. */
  reachedFiles: 200,
  /** Kustomizations that copy values between their objects; nodes of one value, and letters of what is copied or of the text that takes it in: no real one has a hundred. */
  copyingKustomizations: 100,
  /** Files of Flux that fill values into manifests. */
  substitutingFiles: 200,
  copiedNodes: 1_000,
  copiedLetters: 100_000,
  /** Unchanged workflows and actions that call a changed one or are called by it; and calls of them that are followed, and how deep: GitHub allows 10 levels. */
  standingPipelines: 200,
  pipelineCalls: 2_000,
  pipelineDepth: 10,
  /** Unchanged policy documents that Terraform files name. */
  standingDocuments: 200,
  /** Unchanged parts of one template, likewise. */
  templateStanding: 200,
  /** Sets of values that one template is read with; what more of them would make of it is not told. */
  templateWorlds: 8,
  /** States of changes under such values, in all templates that are read together: every rule reads each of them. */
  templateWorldStates: 2_000,
  /** Rounds of `for` and `dynamic`, and instances told apart, in all values of one root module. */
  terraformRounds: 20_000,
  /** Modules that are followed in one root for what they give back. */
  terraformOutputModules: 1_000,
  /** Names that a value rests on, one behind the other. */
  terraformReferences: 100,
  /** Parts, and characters, of a value that is computed. */
  terraformValueNodes: 5_000,
  terraformTextCharacters: 100_000,
  /** Wall clock for one file in a parser worker, milliseconds. */
  parseDeadlineMs: 5_000,
  /** GitHub lists stop here; more is FACTS_INCOMPLETE. */
  pullRequestFiles: 3_000,
  compareFiles: 300,
  commits: 250,
  reviews: 100,
  checkRuns: 100,
  /** Check run output, GitHub's limits. */
  outputCharacters: 65_535,
  annotations: 50,
  titleCharacters: 80,
  /** STS: plaintext characters of an inline session policy together with the ARNs. */
  sessionPolicyCharacters: 2_048,
  /** STS DurationSeconds minimum. */
  stsMinimumSeconds: 900,
  /** Characters of a managed IAM policy. */
  managedPolicyCharacters: 6_144,
  /** Comparing two policies: more statements than this in all documents of a holder are not compared. */
  growthStatements: 400,
  /** States of the automaton over the patterns that meet at one action; real policies need some hundreds. */
  growthStates: 20_000,
  /** Characters compared: in one automaton, and in all of one comparison, which is less than a second. */
  growthSteps: 1_000_000,
  growthWork: 5_000_000,
  /** Contexts of a request that are told apart at once. */
  growthContexts: 4_000,
  /** Points at which both policies are evaluated, in all. */
  growthPoints: 200_000,
  /** Values of a policy variable that are tried, and combinations of all variables. */
  growthVariableValues: 12,
  growthValuations: 48,
  /** Values of a key that carries a set: all combinations of this many, pairs of that many. */
  growthSetValues: 8,
  growthSetPairs: 24,
  growthWitnesses: 5,
  /** AWS's longest ARN; a longer text in a policy is read as unknown. */
  policyTextCharacters: 2_048,
  /** Work table. */
  leaseMs: 60_000,
  maxAttempts: 8,
} as const;

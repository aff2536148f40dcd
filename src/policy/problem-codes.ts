// Every problem that `validatePolicy` knows, by its stable code: a data table, the source of docs/policy/problems.md.

type Entry = {
  readonly severity: 'error' | 'warning';
  /** What is wrong, in one sentence. */
  readonly meaning: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
};

const error = (meaning: string, fix: string): Entry => ({ severity: 'error', meaning, fix });
const warning = (meaning: string, fix: string): Entry => ({ severity: 'warning', meaning, fix });

/** An error leaves no policy to decide with; a warning says that a part of it does not do what it seems to. */
export const PROBLEM_CODES = {
  // The text.
  syntax: error(
    'The text is no YAML.',
    'Mend the line: indent with blanks, and quote what holds ": " or " #", or begins with "@", "*", "%" or "`".',
  ),
  'too-large': error('The file is larger than a policy may be.', 'Make rules from globs instead of lists.'),
  'too-deep': error('Maps and lists are nested deeper than anybody can read.', 'Write it flatter.'),
  'too-many-nodes': error('The file holds more values than are read.', 'Make it shorter.'),
  'too-many-aliases': error('The file holds aliases in great number.', 'Write the values out.'),
  'unknown-anchor': error('An alias names no anchor before it.', 'Write the value out.'),
  alias: error(
    'The file holds an anchor or an alias.',
    'Write the value out: what a reviewer reads is what is decided.',
  ),
  tag: error('A value has a YAML tag.', 'Remove the tag; quote what is meant as text.'),
  empty: error('The file holds nothing.', 'Write at least "version: 1".'),
  'multiple-documents': error(
    'The file holds several YAML documents.',
    'Keep one; remove the "---" between them.',
  ),
  'duplicate-key': error('A key is written twice in one map.', 'Keep one of them.'),
  'complex-key': error('A key is no plain word.', 'Write the key as a word of this language.'),
  // Keys and values.
  'unknown-key': error('A key is not of this language.', 'Correct its spelling, or remove it.'),
  'missing-key': error('A key that must be there is not.', 'Add it.'),
  'wrong-type': error(
    'A value is of another type than the key takes.',
    'Write what the message asks for; docs/policy/reference.md shows every key.',
  ),
  'invalid-value': error(
    'A value is not one that the key takes.',
    'Write what the message asks for; docs/policy/reference.md shows every key.',
  ),
  'invalid-name': error(
    'A name holds characters that names must not hold.',
    'Use letters, digits, ".", "_" and "-".',
  ),
  glob: error(
    'A glob cannot be used, or would never match.',
    'Write it relative to the repository, with "/" and without a leading "/".',
  ),
  // What belongs together.
  'duplicate-rule': error('Two rules have one id.', 'Give one of them another id.'),
  'unknown-environment': error(
    'A rule or a target names an environment that no layer defines.',
    'Correct the name, or define it under "environments".',
  ),
  'account-mismatch': error(
    'A deploy role is in another account than its target, or a role or policy for revoking in another one than it is listed for.',
    'Correct the ARN or the account.',
  ),
  'role-of-layer-above': error(
    'A target has the role of another target in a layer above.',
    'Deploy with that target, or give this one a role of its own.',
  ),
  'duplicate-identity': error(
    'Two agents have one identity.',
    'Leave it to one of them, or give both entries one name.',
  ),
  'duties-not-separate': error(
    'One agent has two roles that must be apart.',
    'Take one role away, or join them under "separation" in the highest layer.',
  ),
  'agent-not-listed': error(
    'A rule or a target asks for an agent that is not listed.',
    'Correct the name, or list the agent under "actors.agents".',
  ),
  'not-a-validator': error(
    'A rule asks for the approval of an agent that cannot validate.',
    'Give the agent the role validator and an account on GitHub, or name another one.',
  ),
  'not-an-executor': error(
    'A target is run by an agent that may not run it.',
    'Give the agent the role executor and the environment of the target, or name another one.',
  ),
  'not-regular': error(
    'The policy is a link, a folder, a submodule, or no text in UTF-8.',
    'Put a regular file in its place.',
  ),
  unavailable: error('The policy exists and could not be read.', 'Try again; look at what the message says.'),
  // What the policy extends.
  'extends-owner': error(
    'A file of another owner is extended.',
    'Extend files of the owner of the policy alone.',
  ),
  'extends-cycle': error('Files extend each other in a circle.', 'Take one of them out of "extends".'),
  'extends-depth': error(
    'Too many files are extended one behind the other.',
    'Extend them from the policy itself.',
  ),
  'extends-count': error('Too many files are extended.', 'Join some of them.'),
  'extends-bytes': error(
    'The policy with all that it extends is too large.',
    'Make rules from globs instead of lists.',
  ),
  'no-such-layer': error(
    'An extended file is not there.',
    'Correct the name, or install the App on the repository that holds the file.',
  ),
  'layer-not-given': error(
    'The command line does not know an extended file.',
    'Say where it is with "--layer owner/repository//path=FILE".',
  ),
  'not-in-extended-layer': error(
    'An extended file holds a key that could take something away from a rule elsewhere.',
    'Write the key into the policy itself.',
  ),
  // Cedar files.
  'no-file': error(
    'No file is where "policies" names one.',
    'Correct the name, or take it out of "policies".',
  ),
  'cedar-syntax': error('The text is no Cedar.', 'Mend the place.'),
  cedar: error(
    'A Cedar policy reads what there is not, or can never match.',
    'Look up what a policy can see in schemas/aigov.cedarschema.',
  ),
  'cedar-permit': error(
    'A Cedar policy permits, which gives nothing.',
    'Write with "forbid" what must not be, or what needs an approval.',
  ),
  'cedar-template': error('A Cedar policy has slots to fill.', 'Write the policy out.'),
  'cedar-annotation': error(
    'The annotations of a Cedar policy are not understood.',
    'Write @id, and @deny or @require.',
  ),
  'cedar-too-complex': error(
    'One Cedar policy says more than the engine surely holds.',
    'Use a set, or write several policies.',
  ),
  'cedar-engine': error('The Cedar engine failed over the text.', 'Write it simpler.'),
  // Warnings.
  'no-version': warning(
    'The file does not say which version of the language it is in.',
    'Write "version: 1" first.',
  ),
  'key-not-supported': warning(
    'A key is read and not evaluated: every decision is refused while it is there.',
    'Remove it until this version evaluates it.',
  ),
  'never-matches': warning('A rule can never match.', 'Take out the condition that contradicts another one.'),
  'unknown-finding': warning('No finding has this id.', 'Correct the id; docs/findings has a page of each.'),
  'unknown-format': warning('No format has this id.', 'Correct the id; docs/formats has a page of each.'),
  'unknown-type': warning('No known resource type matches.', 'Correct the type, or remove it.'),
  'unknown-agent': warning(
    'A rule names an agent that neither the policy lists nor the registry knows.',
    'Correct the name, or list the agent under "actors.agents".',
  ),
  'unknown-data': warning(
    'No environment has this word under "data".',
    'Correct the word, or give it to an environment.',
  ),
  'unknown-team': warning(
    'The team is not known.',
    'Correct its name; it must be of the organisation of the repository.',
  ),
  'team-without-write': warning(
    'Nobody of the team has write access, so none of their approvals counts.',
    'Give the team write access to the repository, or name another one.',
  ),
  'bare-login': warning(
    'Somebody is named by login alone: whoever registers the login after a rename takes their place.',
    'Write the login with its numeric id, as "{ login: carol, id: 5 }".',
  ),
  'automation-is-agent': warning(
    'An account is listed as automation and is an agent: the agent counts.',
    'Remove it from "automation".',
  ),
  'condition-without-effect': warning(
    'A condition inside "not" says nothing: what an author writes takes no change out of a rule.',
    'Ask for it with "require: { provenance: [purpose] }", or look at it outside of "not".',
  ),
  'approvals-impossible': warning(
    'More people are asked for than there are.',
    'Lower "count", or name a larger group.',
  ),
  'approvals-without-spare': warning(
    'Every one of the named people must approve, so what one of them changes, or asked an agent for, can never be approved.',
    'Name one person more than "count" asks for, or a larger team.',
  ),
  'owner-word': warning(
    'A word for owners is misspelt, and so a login, or stands for nobody.',
    'Write "code_owners", "resource_owners" or "agents_owner", and list the owners; or name a team.',
  ),
  'requirement-without-effect': warning(
    'A requirement asks for nothing in its rule: it binds agents and the rule matches none, is about approvals and the rule asks for none, or is met by everything.',
    'Add "agent" and "mixed" to "actor", add "approvals", or remove the requirement.',
  ),
  'stage-without-target': warning(
    'A rule wants a deployment first to an environment that nothing is deployed to through this App.',
    'Add a target under "deploy" for it, or name another environment.',
  ),
  'environment-unmatched': warning(
    'No change is ever in the environment: it has no "match".',
    'Say under "match" how a change is known to reach it.',
  ),
  'paths-ignored': warning(
    'Everything that is named here is ignored by "paths.ignore".',
    'Take the folder out of "paths.ignore", or this entry away.',
  ),
  'paths-without-effect': warning(
    'Paths are ignored or inert in the highest layer alone, and this is not it.',
    'Write it into the floor, or remove it.',
  ),
  'ignores-everything': warning(
    'Paths are taken away that nobody means to take away: every file, or every one of a kind that holds infrastructure.',
    'Name the folders that are meant, as "vendor/**".',
  ),
  'glob-is-text': warning(
    'A sign of a glob is a letter here, or means less than it seems: a "!" in front, a bracket that nothing closes, a "*" in brackets, a "**" that is not alone between two "/".',
    'Write what is left out under "not_paths" or inside "not"; close the bracket; write "*" without brackets, and "**" alone: "**/*.tf".',
  ),
  'glob-matches-nothing': warning('No file of the repository matches the glob.', 'Correct the glob.'),
  'glob-names-folder': warning(
    'A glob over files ends in what looks like the name of a folder, and matches nothing that is inside.',
    'Write "/**" behind the folder.',
  ),
  'agent-any-tool': warning(
    'The list of tools of an agent allows every tool, and still asks for a log of them.',
    'Name the tools, or remove "tools".',
  ),
  'agent-reaches-nothing': warning(
    'Every change of infrastructure by the agent is blocked.',
    'Say under "environments" what it may reach, or leave it as it is on purpose.',
  ),
  'agent-unknown-environment': warning(
    'An agent may reach an environment that this policy does not define.',
    'Correct the name.',
  ),
  'agent-expired': warning(
    'The certification of an agent has ended: its changes are blocked.',
    'Look at the agent again, then set a later "recertify_by".',
  ),
  'agent-expires-soon': warning(
    'The certification of an agent ends within 30 days.',
    'Look at the agent again, then set a later "recertify_by".',
  ),
  'exception-expired': warning('An exception has ended.', 'Remove it.'),
  'exception-unused': warning(
    'An exception excuses nothing: no such finding is on these addresses.',
    'Remove it.',
  ),
  'target-unguarded': warning(
    'Changes of a deploy target are held back by no rule, and by less than the standard baseline.',
    'Write a rule for its environment, or set "baseline: standard" there.',
  ),
  'rule-repeated': warning('Two rules say the same.', 'Remove one of them.'),
  'owners-repeated': warning(
    'Two entries name the same path: the owners of each must approve, none takes the place of another.',
    'Join the entries if one approval is meant to do.',
  ),
  'other-policy-file': warning(
    'A file looks like the policy and is never read.',
    'Keep ".aigov.yml" in the root of the repository alone.',
  ),
} as const satisfies { readonly [code: string]: Entry };

export type ProblemCode = keyof typeof PROBLEM_CODES;

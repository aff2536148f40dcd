// Face of the syntax layer: positioned trees of YAML and JSON, and what is written in them wherever it stands.
export { splitExpressions } from './expressions.ts';
export type { SyntaxEntry, SyntaxNode, SyntaxPlace, SyntaxProblem } from './node.ts';
export { parseJson } from './parse-json.ts';
export { parseYaml } from './parse-yaml.ts';
export { toValue } from './to-value.ts';
export { CODE_OWNERS_PATHS, compileOwners, parseCodeOwners } from './code-owners.ts';
export type { OwnerRule } from './code-owners.ts';
export { exampleOf, matchesPath, parseOwnerPattern } from './owner-pattern.ts';
export type { OwnerPattern } from './owner-pattern.ts';
export { declaredIn, parseDeclaration, scopeSchema, toolsSchema } from './declaration.ts';

// Face of the syntax layer: positioned trees of YAML and JSON for formats and policy.
export type {
  SyntaxAlias,
  SyntaxEntry,
  SyntaxList,
  SyntaxMap,
  SyntaxNode,
  SyntaxPlace,
  SyntaxProblem,
  SyntaxProblemCode,
  SyntaxScalar,
} from './node.ts';
export { parseYaml } from './parse-yaml.ts';
export { parseJson } from './parse-json.ts';
export type { ParsedJson } from './parse-json.ts';
export { toValue } from './to-value.ts';

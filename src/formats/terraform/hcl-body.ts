// HCL as blocks and arguments of Terraform; called by `read-source`.
import type { HclAttribute, HclBlock, HclBody } from '../hcl/read-body.ts';
import { expressionSource } from '../hcl/render.ts';
import type { Argument, Block, Body } from './body.ts';
import { evaluate } from './evaluate.ts';
import { isPointer } from './json-schema.ts';
import { collectNames, referencesOf } from './references.ts';
import { UNKNOWN_SCOPE } from './scope.ts';

/** Where a body stands: the whole text, for offsets, and the path of its file. */
type Place = { readonly text: string; readonly file: string };

export function hclBody(body: HclBody, place: Place): Body {
  return {
    arguments: body.attributes.map((attribute) => argument(attribute, place)),
    blocks: body.blocks.map((block) => nested(block, place)),
  };
}

/** Text and references are asked for once for each instance of a module. */
function argument({ name, line, endLine, expression }: HclAttribute, { text, file }: Place): Argument {
  let written: string | null = null;
  let references: ReadonlySet<string> | null = null;
  return {
    name,
    file,
    line,
    endLine,
    text: () => (written ??= text.slice(expression.start, expression.end)),
    source: () => expressionSource(expression, text),
    references: () => (references ??= referencesOf(expression, text).names),
    evaluate: (scope) => evaluate(expression, { text, scope: isPointer(name) ? UNKNOWN_SCOPE : scope }),
  };
}

/**
 * Most blocks of a changed file are the same on both sides, so that nobody looks inside. A class, as an object with a getter
 * of its own has a shape of its own, which V8 keeps, and with it the whole file, until the next full collection.
 */
class UnopenedBody implements Body {
  readonly #body: HclBody;
  readonly #place: Place;
  #opened: Body | null = null;

  constructor(body: HclBody, place: Place) {
    this.#body = body;
    this.#place = place;
  }

  get arguments(): Body['arguments'] {
    return this.#open().arguments;
  }

  get blocks(): Body['blocks'] {
    return this.#open().blocks;
  }

  #open(): Body {
    return (this.#opened ??= hclBody(this.#body, this.#place));
  }
}

function nested({ type, labels, line, endLine, text, body }: HclBlock, place: Place): Block {
  let references: ReadonlySet<string> | null = null;
  return {
    type,
    labels,
    file: place.file,
    line,
    endLine,
    text,
    overrides: [],
    body: new UnopenedBody(body, place),
    references: () => (references ??= namesIn(body, place.text)),
  };
}

function namesIn(body: HclBody, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  collect(body, text, found);
  return found;
}

function collect({ attributes, blocks }: HclBody, text: string, into: Set<string>): void {
  for (const { expression } of attributes) collectNames(expression, text, into);
  for (const { body } of blocks) collect(body, text, into);
}

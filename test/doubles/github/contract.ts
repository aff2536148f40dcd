// Holds what the double says and hears against GitHub's own schemas. Used by the server and the webhook sender.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Schema = { readonly [key: string]: unknown };
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
};
type Operation = {
  readonly parameters: readonly Parameter[];
  readonly request: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
};

export type Contract = {
  /** Each returns the violations found, in words; empty is good. */
  request(operation: string, request: ContractRequest): readonly string[];
  response(operation: string, status: number, body: unknown): readonly string[];
  /** `pull_request.opened`, or `push`. */
  webhook(event: string, payload: unknown): readonly string[];
};

type ContractRequest = {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined: no body was sent. */
  readonly body: unknown;
};

/** Validators are compiled at first use and shared by all doubles of the process. */
const validators = new Map<string, ValidateFunction>();
const ajvs = new Map<string, Ajv>();

export function loadContract(): Contract {
  return {
    request: checkRequest,
    response: (operation, status, body) => {
      const described = operationNamed(operation);
      if (described === undefined) return [];
      if (!(status in described.responses)) return [`${operation} never answers ${status}`];
      if (described.responses[status] === null) return [];
      return check('rest', ['operations', operation, 'responses', String(status)], body);
    },
    webhook: (event, payload) =>
      event in read('webhooks').events
        ? check('webhooks', ['events', event], payload)
        : [`GitHub describes no webhook ${event}`],
  };
}

/** GitHub describes `GET /repositories/{id}` nowhere, though it answers it: such a route is not checked. */
function checkRequest(operation: string, { path, query, body }: ContractRequest): readonly string[] {
  const described = operationNamed(operation);
  if (described === undefined) return [];
  const known = new Set(described.parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const unknown = Object.keys(query).filter((name) => !known.has(name));
  const values = { ...path, ...query };
  return [
    ...unknown.map((name) => `${operation} has no parameter ${name}`),
    ...described.parameters.flatMap((parameter, at) => checkParameter(operation, parameter, at, values)),
    ...checkBody(operation, described, body),
  ];
}

function checkParameter(
  operation: string,
  { name, required }: Parameter,
  at: number,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  const value = values[name];
  if (value === undefined) return required ? [`${operation} needs ${name}`] : [];
  return check('rest', ['operations', operation, 'parameters', String(at), 'schema'], value);
}

/** GitHub ignores unknown keys of a body, so a misspelt one would do nothing: here it is an error. */
function checkBody(operation: string, { request }: Operation, body: unknown): readonly string[] {
  if (request === null || body === undefined || body === null) return [];
  const known = propertiesOf(request);
  const unknown = Object.keys(body).filter((name) => known.size > 0 && !known.has(name));
  return [
    ...unknown.map((name) => `${operation} has no body key ${name}`),
    ...check('rest', ['operations', operation, 'request'], body),
  ];
}

function propertiesOf(schema: Schema): ReadonlySet<string> {
  const own = Object.keys((schema['properties'] as Schema | undefined) ?? {});
  const parts = ['oneOf', 'anyOf', 'allOf'].flatMap(
    (key) => (schema[key] as readonly Schema[] | undefined) ?? [],
  );
  return new Set([...own, ...parts.flatMap((part) => [...propertiesOf(part)])]);
}

type Document = {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly events: Schema;
} & Schema;
const documents = new Map<string, Document>();

function read(name: 'rest' | 'webhooks'): Document {
  const path = join(import.meta.dirname, '..', 'contract', `${name}.json`);
  const found = documents.get(name) ?? (JSON.parse(readFileSync(path, 'utf8')) as Document);
  documents.set(name, found);
  return found;
}

function operationNamed(operation: string): Operation | undefined {
  return read('rest').operations[operation];
}

function check(name: 'rest' | 'webhooks', pointer: readonly string[], value: unknown): readonly string[] {
  const validate = validatorAt(name, pointer);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${pointer.slice(1).join(' ')}: ${instancePath} ${message ?? ''}`,
  );
}

function validatorAt(name: 'rest' | 'webhooks', pointer: readonly string[]): ValidateFunction {
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  const ref = `${name}#/${escaped.join('/')}`;
  const validate = validators.get(ref) ?? ajvFor(name, pointer.includes('parameters')).compile({ $ref: ref });
  validators.set(ref, validate);
  return validate;
}

/** Parameters arrive as text, so numbers among them are coerced; bodies are taken as they are. */
function ajvFor(name: 'rest' | 'webhooks', coerceTypes: boolean): Ajv {
  const key = `${name} ${coerceTypes}`;
  const found = ajvs.get(key);
  if (found !== undefined) return found;
  const ajv = new Ajv({
    strict: false,
    code: { optimize: false },
    validateSchema: false,
    inlineRefs: false,
    coerceTypes,
  });
  addFormats.default(ajv);
  ajv.addSchema({ ...read(name), $id: name });
  ajvs.set(key, ajv);
  return ajv;
}

// What an IAM action pattern covers: called by offences.ts. Action names compare case-insensitively, as in IAM.

/** Services whose actions can hand out every other right, or every secret. */
const POWER: ReadonlySet<string> = new Set([
  'iam',
  'sts',
  'organizations',
  'sso',
  'sso-admin',
  'kms',
  'secretsmanager',
]);

/** Reading these is as good as holding what they guard. */
const TELLING = /^(secretsmanager:(batch)?getsecretvalue|sts:assume|kms:decrypt)/;

const READING =
  /^(get|list|describe|batchget|batchcheck|head|view|search|lookup|query|scan|select|simulate|estimate|check|validate|options$)/;

export type ActionPattern = {
  readonly text: string;
  /** `every`: all services; `service`: all actions of one; `some`: what is left. */
  readonly reach: 'every' | 'service' | 'some';
  /** The service hands out rights or secrets, or is itself a pattern. */
  readonly power: boolean;
  readonly writes: boolean;
};

export function readAction(text: string): ActionPattern {
  const action = text.trim().toLowerCase();
  const [service = '', verb = ''] = action.split(':');
  const anyService = /[*?]/.test(service);
  const every = /^[*?]*\*[*?]*$/.test(service) && (verb === '' || /^\*+$/.test(verb));
  const reach = every ? 'every' : /^\*+$/.test(verb) ? 'service' : 'some';
  const writes = TELLING.test(action) || !READING.test(verb);
  return { text: text.trim(), reach, power: anyService || POWER.has(service), writes };
}

/** `*`, or an ARN that names everything of a service: `arn:aws:s3:::*`. */
export function isEveryResource(text: string): boolean {
  return /^(\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*+)$/i.test(text.trim());
}

// The log: JSON lines on stderr, with secrets cut out by name and, as a last line, by shape. Built once by server.ts.
import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Fields that may hold a secret wherever they stand; a log line never needs them. */
const SECRET_FIELDS = [
  'secretAccessKey',
  'SecretAccessKey',
  'sessionToken',
  'SessionToken',
  'authorization',
  'token',
  'privateKey',
  'secret',
  'jwe',
  'password',
];

/** Secrets by shape: GitHub tokens (no fixed length since 2026-04), JWTs and JWEs, AWS secret keys in `key=value` text, PEM keys. */
const SECRET_SHAPES =
  /\b(?:gh[pousr]_|github_pat_)[\w.-]+|\beyJ[\w-]+(?:\.[\w-]*){2,4}|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g;

export function scrub(text: string): string {
  return text.replaceAll(SECRET_SHAPES, '(secret)');
}

export function createLog(options: {
  readonly level: string;
  readonly destination?: DestinationStream;
}): Logger {
  const destination = options.destination ?? pino.destination({ dest: 2, sync: false });
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '(secret)',
      },
      serializers: { err: describeError, error: describeError },
      hooks: { streamWrite: scrub },
    },
    destination,
  );
}

/** Name, code and message with causes; request and response objects of HTTP clients stay out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return {
    name: error.name,
    ...('code' in error ? { code: error.code } : {}),
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

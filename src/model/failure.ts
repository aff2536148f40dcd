// The one error class of the program. Expected outcomes are values; a Fault is a thrown failure with a stable code.

/** Every code that can leave the program in an exit, a problem document or a log line. docs/troubleshooting.md lists them. */
export const FAULT_CODES = [
  'CONFIG_INVALID',
  'USAGE',
  'GIT_FAILED',
  'FACTS_INVALID',
  'GITHUB_UNAVAILABLE',
  'GITHUB_REFUSED',
  'STORE_UNAVAILABLE',
  'LEDGER_BROKEN',
  'LEASE_LOST',
  'SIGNATURE_INVALID',
  'BODY_TOO_LARGE',
  'REQUEST_INVALID',
  'TOKEN_INVALID',
  'NOT_FOUND',
  'FORBIDDEN',
  'GRANT_REFUSED',
  'MERGE_UNDECIDED',
  'SESSION_EXISTS',
  'STS_REFUSED',
  'STS_UNAVAILABLE',
  'REVOCATION_FAILED',
  'PARSER_FAILED',
  'INTERNAL',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** A failure with a stable code. `message` is safe to show to the caller; put the detail in `cause`. */
export class Fault extends Error {
  readonly code: FaultCode;
  constructor(code: FaultCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }
}

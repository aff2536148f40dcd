// The query protocol of AWS: form parameters in, XML out. Used by the fake STS and IAM.

export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type Parameters = {
  readonly get: (name: string) => string | null;
  /** `Name.member.N.field` in order. */
  readonly list: (name: string, field: string) => readonly string[];
  /** `Name.member.N.Key` and `.Value`. */
  readonly pairs: (name: string) => readonly (readonly [string, string])[];
};

export function parseParameters(body: string): Parameters {
  const form = new URLSearchParams(body);
  const list = (name: string, field: string): readonly string[] => {
    const found: string[] = [];
    for (let at = 1; form.has(`${name}.member.${at}.${field}`); at += 1)
      found.push(form.get(`${name}.member.${at}.${field}`) ?? '');
    return found;
  };
  return {
    get: (name) => form.get(name),
    list,
    pairs: (name) => {
      const values = list(name, 'Value');
      return list(name, 'Key').map((key, index) => [key, values[index] ?? ''] as const);
    },
  };
}

export function tag(name: string, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${name}>${escaped}</${name}>`;
}

export function answerXml(action: string, namespace: string, inner: string): string {
  const result = inner === '' ? '' : `<${action}Result>${inner}</${action}Result>`;
  return `<${action}Response xmlns="${namespace}">${result}<ResponseMetadata>${tag('RequestId', 'fake')}</ResponseMetadata></${action}Response>`;
}

export function errorXml(namespace: string, { code, message, status }: AwsError): string {
  const type = tag('Type', status < 500 ? 'Sender' : 'Receiver');
  return `<ErrorResponse xmlns="${namespace}"><Error>${type}${tag('Code', code)}${tag('Message', message)}</Error>${tag('RequestId', 'fake')}</ErrorResponse>`;
}

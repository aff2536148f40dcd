// Texts that stand where a secret would and are none: asked by scan.ts and secret-value.ts.

/** Words by which people mark a value as made up. Inside of a random text they do not occur by chance, being five letters or more. */
const MADE_UP =
  /example|change[_-]?me|placeholder|dummy|sample|redacted|replace[_-]?(?:me|this)|your[_-]|[_-]here\b|insert[_-]|foo[_-]?bar|lorem|fixme|undefined|xxxx|\*{3}|\.{3}|0{8}|1234567|abcdefg/i;

/** What is filled in later, or says where the secret is kept: templates, variables, references, ciphertext. */
const REFERENCE =
  /[$%#@]\{|\{\{|\$\(|^\$|^<|^%\w|^@|\bENC\[|^vault:|^ref\+|^op:\/\/|^arn:|^ssm:|^secrets?[:/]|^projects\/|^AQICAH|^\$ANSIBLE_VAULT|\bsha(?:1|256|384|512)[:-]|^[hz][1h]:|^\w{1,20}\(/i;

export function isPlaceholder(text: string): boolean {
  return MADE_UP.test(text) || REFERENCE.test(text) || new Set(text).size < 4;
}

// Whether a document is a CloudFormation template, by its content; called by `cloudformation` and the table of opaque files.
import type { SyntaxNode } from '../../syntax/index.ts';
import { hasKeys, isBorrowed, member, textOf } from '../tree.ts';

/** Of AWS, a custom resource, or registered by anybody: `MongoDB::Atlas::Cluster`, `Acme::S3::Bucket::MODULE`. */
const OWN_TYPE =
  /^(?:Custom::|[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}(?:::MODULE)?$|(?:AWS|Alexa)::)/;

/** The version line is optional, so one resource of an own type decides; an alias could be any resource. */
export function isTemplate(document: SyntaxNode): boolean {
  if (hasKeys(document, 'AWSTemplateFormatVersion')) return true;
  const resources = member(document, 'Resources');
  if (isBorrowed(resources)) return true;
  return resources?.kind === 'map' && resources.entries.some(({ key, value }) => isResource(key, value));
}

function isResource(name: string, node: SyntaxNode): boolean {
  const type = member(node, 'Type');
  const loop = name.startsWith('Fn::ForEach::') || name === 'Fn::Transform';
  return loop || isBorrowed(node) || type?.kind === 'alias' || OWN_TYPE.test(textOf(type));
}

// Files that may give values to Kustomizations of Flux, told by their text alone; called by the step that reads a diff and by what gathers.
import type { FileSide } from '../../model/files.ts';

/** A Kustomization of Flux stands in it. */
const FLUX = /\bkustomize\.toolkit\.fluxcd\.io\//;
const SUBSTITUTES = /\bsubstitute(?:From)?["']?[ \t]*:/;
/** It gives values to those that it deploys. */
const PATCHES = /\bpatches["']?[ \t]*:/;
const NAME = /\bname["']?[ \t]*:[ \t]*["']?([\w.-]+)/g;
const HOLDER =
  /\bkind["']?[ \t]*:[ \t]*["']?(?:ConfigMap|Secret|SealedSecret)\b|\b(?:configMap|secret)Generator\b/;

/** Whether its Kustomizations fill in values of their own. */
export function substitutes(side: FileSide): boolean {
  const text = textOf(side);
  return FLUX.test(text) && SUBSTITUTES.test(text);
}

/** Whether its Kustomizations may give values to others. */
export function givesToOthers(side: FileSide): boolean {
  return substitutes(side) && PATCHES.test(textOf(side));
}

export function holdsKustomization(side: FileSide): boolean {
  return FLUX.test(textOf(side));
}

/** Names of objects that it may hold values in; none where it holds no such object. */
export function holderNames(side: FileSide): readonly string[] {
  return HOLDER.test(textOf(side)) ? namesIn(textOf(side)) : [];
}

/** Names of the objects that its Kustomizations take values from, and of what else stands behind them. */
export function sourceNames(side: FileSide): readonly string[] {
  const text = textOf(side);
  const start = text.indexOf('substituteFrom');
  return start < 0 ? [] : namesIn(text.slice(start));
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAME)].map(([, name = '']) => name);
}

/** Whether a value could be filled in. */
export function hasPlaces(side: FileSide): boolean {
  return textOf(side).includes('${');
}

function textOf({ content }: FileSide): string {
  return content.kind === 'text' ? content.text : '';
}

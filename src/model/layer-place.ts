// The name of a further policy layer, `owner/repository//path`. Used by the policy schema, by gathering and by the command line.

/** A file on the default branch of a repository. */
export type LayerPlace = { readonly owner: string; readonly name: string; readonly path: string };

const OWNER = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/;
const REPOSITORY = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
const SEGMENT = /^(?!\.{1,2}$)[\w.@+-]{1,100}$/;
const MOST_SEGMENTS = 20;

/** Null for everything else: no URL, no path of the machine, no branch or tag, nothing that leads upwards. */
export function parseLayerName(text: string): LayerPlace | null {
  const cut = text.indexOf('//');
  if (cut < 0) return null;
  const path = text.slice(cut + 2);
  const [owner = '', name = '', ...rest] = text.slice(0, cut).split('/');
  const segments = path.split('/');
  const good =
    rest.length === 0 &&
    OWNER.test(owner) &&
    REPOSITORY.test(name) &&
    segments.length <= MOST_SEGMENTS &&
    segments.every((segment) => SEGMENT.test(segment));
  return good ? { owner, name, path } : null;
}

/** One spelling for one place: GitHub does not tell owners and repositories by case, paths it does. */
export function layerName({ owner, name, path }: LayerPlace): string {
  return `${owner}/${name}`.toLowerCase() + `//${path}`;
}

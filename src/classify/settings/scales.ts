// How strong the value of a protective setting is: the scales that the tables of this folder name. Read by grade.ts.

/** From the texts of a value to a number: a lower one protects less. Null where the text says nothing that is known. */
export type Scale = {
  readonly strengthOf: (texts: readonly string[]) => number | null;
  /** `switch`: on or off; `presence`: what counts is that it is there; `measure`: both values are worth telling. */
  readonly tells: 'switch' | 'presence' | 'measure';
};

const TRUE = /^(true|yes|on|enabled?|1)$/i;
const FALSE = /^(false|no|off|disabled?|0)$/i;

/** True protects. */
export const ON: Scale = {
  tells: 'switch',
  strengthOf: single((text) => (TRUE.test(text) ? 1 : FALSE.test(text) ? 0 : null)),
};

/** True takes the protection away (`skip_final_snapshot`). */
export const OFF: Scale = {
  tells: 'switch',
  strengthOf: single((text) => (TRUE.test(text) ? 0 : FALSE.test(text) ? 1 : null)),
};

/** Being there protects, whatever it says (a key, a block with settings of its own). Nothing in quotes is nothing. */
export const PRESENT: Scale = {
  tells: 'presence',
  strengthOf: (texts) => (texts.length > 0 && texts.every((text) => text === '') ? 0 : 1),
};

/** Not being there protects (a block that gives a public address). */
export const MISSING: Scale = {
  tells: 'presence',
  strengthOf: (texts) => 1 - (PRESENT.strengthOf(texts) ?? 1),
};

/** More is safer: days to keep, days to wait. A duration in seconds (`86400s`) counts too. */
export const AMOUNT: Scale = {
  tells: 'measure',
  strengthOf: single((text) => (/^\d{1,15}s?$/.test(text) ? Number.parseInt(text, 10) : null)),
};

/** As AMOUNT, and 0 means for ever. */
export const AMOUNT_OR_EVER: Scale = {
  tells: 'measure',
  strengthOf: (texts) => {
    const amount = AMOUNT.strengthOf(texts);
    return amount === 0 ? Number.POSITIVE_INFINITY : amount;
  },
};

/** Words from the weakest to the strongest; words that are worth the same stand together, divided by `|`. Case is not looked at. */
export function words(...ladder: readonly string[]): Scale {
  const rungs = ladder.map((rung) => rung.toLowerCase().split('|'));
  return {
    tells: 'measure',
    strengthOf: single((text) => {
      const found = rungs.findIndex((rung) => rung.includes(text.toLowerCase()));
      return found === -1 ? null : found;
    }),
  };
}

/** A list that protects as long as the word is not in it. Case is not looked at. */
export function lacking(word: string): Scale {
  return {
    tells: 'switch',
    strengthOf: (texts) => (texts.some((text) => text.toLowerCase() === word) ? 0 : 1),
  };
}

/**
 * The lowest TLS version that a policy accepts: 2 for TLS 1.2, -1 for SSL. Names of clouds are read by their form
 * (`TLS1_2`, `TLSv1.2_2021`, `Policy-Min-TLS-1-0-2019-07`, `ELBSecurityPolicy-TLS13-1-2-2021-06`).
 */
export const TLS: Scale = {
  tells: 'measure',
  strengthOf: single((text) => {
    if (/ssl_?v?[23]/i.test(text)) return -1;
    const balancer = /^ELBSecurityPolicy-(?:(?:TLS13|TLS|FS)-1-([0-3])(?!\d))?/i.exec(text);
    if (balancer !== null) return Number(balancer[1] ?? '0');
    const bare = /^1\.([0-3])$/.exec(text);
    if (bare !== null) return Number(bare[1]);
    const named = /tls[-_ ]?v?[-_ ]?1(?:[._-]?([0-3])(?!\d))?/i.exec(text);
    return named === null ? null : Number(named[1] ?? '0');
  }),
};

function single(strengthOf: (text: string) => number | null): Scale['strengthOf'] {
  return (texts) => {
    const strengths = texts.map(strengthOf);
    if (strengths.length === 0 || strengths.some((strength) => strength === null)) return null;
    return Math.min(...strengths.filter((strength) => strength !== null));
  };
}

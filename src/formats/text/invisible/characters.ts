// Characters that make a text look other than it is, and where they are what people mean: a data table, read by scan.ts.
// Grounds: Unicode Technical Report 36 and Technical Standard 39, and CVE-2021-42574 ("Trojan Source").
import type { Severity } from '../../../model/words.ts';

export type Trick = {
  /** Begins a sentence. */
  readonly what: string;
  readonly severity: Severity;
  /** Single characters, to be used inside of `[…]` of a pattern with the flag u. */
  readonly characters: string;
  /** Comes into prose by copying from a web page: one or two of them there hide nothing. */
  readonly strays?: true;
};

/** From the gravest: of several on one line the first is told. */
export const TRICKS: readonly Trick[] = [
  {
    what: 'A control character that turns the direction of the text',
    severity: 'high',
    characters: String.raw`\u202A-\u202E\u2066-\u2069`,
  },
  {
    what: 'An invisible character that spells text for machines (a tag)',
    severity: 'high',
    characters: String.raw`\u{E0000}-\u{E007F}`,
  },
  {
    what: 'An invisible variation selector',
    severity: 'high',
    characters: String.raw`\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u180B-\u180D\u180F`,
  },
  {
    what: 'An invisible character',
    severity: 'high',
    strays: true,
    characters: String.raw`\u200B-\u200D\u2060-\u2064\u206A-\u206F\uFEFF\u034F\u115F\u1160\u17B4\u17B5\u180E\u3164\uFFA0\u{1D173}-\u{1D17A}`,
  },
  {
    what: 'A control character of terminals',
    severity: 'high',
    characters: String.raw`\u001B\u009B\u0008`,
  },
  {
    what: 'A control character',
    severity: 'medium',
    // Tab, line feed, form feed (old sources part their pages by it) and carriage return are left out.
    characters: String.raw`\u0000-\u0007\u000B\u000E-\u001A\u001C-\u001F\u007F-\u009A\u009C-\u009F`,
  },
  {
    what: 'A line end that not every program takes for one',
    severity: 'medium',
    characters: String.raw`\u2028\u2029`,
  },
  {
    what: 'An invisible mark of direction, or a hyphen that does not show',
    severity: 'medium',
    strays: true,
    characters: String.raw`\u00AD\u061C\u200E\u200F`,
  },
];

/** One emoji: with skin tones and joined to others, as a flag with tags, as a keycap or a sign shown in colour. */
export const EMOJI =
  /(?:\p{RI}\p{RI}|\u{1F3F4}[\u{E0030}-\u{E007A}]{1,12}\u{E007F}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}[\uFE0E\uFE0F\p{EMod}]{0,2}(?:\u200D\p{Extended_Pictographic}[\uFE0E\uFE0F\p{EMod}]{0,2}){0,8})/gu;

/** Joiners between letters of scripts that need them, and variants of ideographs and of Mongolian. */
export const SPELLING =
  /(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}])[\u200B-\u200D\u180B-\u180F\u17B4\u17B5]|(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/gu;

/** Marks of direction stand beside letters that run from right to left. */
export const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Cyrillic and Greek letters that look like Latin ones. */
export const LOOKALIKES = 'АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјорсухһԁԛԝүѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ';

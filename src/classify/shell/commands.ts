// A script of a shell as its commands: words, what they read, and what they write to. Called by follow-texts.ts.

/** `raw`: without its quotes. `live`: only what the shell fills in, so nothing that stood in single quotes. */
export type Word = { readonly raw: string; readonly live: string };

export type Command = {
  /** Keywords and assignments in front included. */
  readonly words: readonly Word[];
  /** Files that its output goes to. */
  readonly writes: readonly Word[];
  /** Files that it is given to read. */
  readonly reads: readonly Word[];
  /** What a here-document, a here-string or `< <(…)` gives it to read. */
  readonly input: Word;
  /** The command before it in a pipe. */
  readonly from: Command | null;
};

/** Substitutions in substitutions; those below are text. */
const MOST_LEVELS = 6;
const NOTHING: Word = { raw: '', live: '' };

/**
 * In their order; those of a substitution stand before the command that holds it. Reads what bash reads
 * (https://www.gnu.org/software/bash/manual/bash.html#Shell-Syntax) as far as quotes, pipes and redirections go. Total: what
 * is not closed ends with the script.
 */
export function commandsOf(script: string, level = 0): readonly Command[] {
  return new Scanner(script.replaceAll(/\\\r?\n/g, ' '), level).read();
}

type Building = { words: Word[]; writes: Word[]; reads: Word[]; input: Word; from: Command | null };
type Target = 'word' | 'writes' | 'reads' | 'text';
type HereDocument = { readonly end: string; readonly live: boolean; readonly of: Building };

/** Each character is looked at once on every level. */
class Scanner {
  readonly #text: string;
  readonly #level: number;
  readonly #commands: Command[] = [];
  #at = 0;
  #command = empty(null);
  #word: { raw: string; live: string } | null = null;
  #target: Target = 'word';
  #waiting: HereDocument[] = [];

  constructor(text: string, level: number) {
    this.#text = text;
    this.#level = level;
  }

  read(): readonly Command[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand(false);
    return this.#commands;
  }

  #step(): void {
    const char = this.#text.charAt(this.#at);
    const next = this.#text.charAt(this.#at + 1);
    if (char === '\\') return this.#add(next, '', 2);
    if (char === "'") return this.#quoted(this.#at + 1);
    if (char === '"') return this.#doubleQuoted();
    if (char === '$' && next === "'") return this.#quoted(this.#at + 2);
    if (this.#opensSubstitution()) return this.#substitution();
    if (/\s/.test(char)) return this.#space(char);
    if (char === '#' && this.#word === null) return this.#comment();
    if (char === '<' || char === '>') return this.#redirection();
    if (/[;&|()]/.test(char)) return this.#separator(char, next);
    this.#add(char, char, 1);
  }

  #add(raw: string, live: string, length: number): void {
    this.#word ??= { raw: '', live: '' };
    this.#word.raw += raw;
    this.#word.live += live;
    this.#at += length;
  }

  #quoted(begin: number): void {
    const end = endOr(this.#text.indexOf("'", begin), this.#text);
    this.#add(this.#text.slice(begin, end), '', end + 1 - this.#at);
  }

  #doubleQuoted(): void {
    this.#add('', '', 1);
    while (this.#at < this.#text.length && this.#text.charAt(this.#at) !== '"') {
      const char = this.#text.charAt(this.#at);
      if (char === '\\') this.#add(this.#text.charAt(this.#at + 1), '', 2);
      else if (this.#opensSubstitution()) this.#substitution();
      else this.#add(char, char, 1);
    }
    this.#at += 1;
  }

  #opensSubstitution(): boolean {
    const two = this.#text.slice(this.#at, this.#at + 2);
    return two === '$(' || two === '<(' || two === '>(' || two === '${' || two.startsWith('`');
  }

  /** Its text is live, and its commands are commands. `${…}` is text alone. */
  #substitution(): void {
    const begin = this.#at;
    const opening = this.#text.slice(begin, begin + 2);
    const [inside, end] = opening.startsWith('`')
      ? [begin + 1, endOr(this.#text.indexOf('`', begin + 1), this.#text)]
      : opening === '${'
        ? [begin + 2, endOf(this.#text, begin + 2, '{}')]
        : [begin + 2, endOf(this.#text, begin + 2, '()')];
    const whole = this.#text.slice(begin, end + 1);
    if (opening !== '${' && this.#level < MOST_LEVELS)
      this.#commands.push(...commandsOf(this.#text.slice(inside, end), this.#level + 1));
    this.#add(whole, whole, end + 1 - begin);
  }

  #space(char: string): void {
    this.#endWord();
    this.#at += 1;
    if (char !== '\n') return;
    this.#endCommand(false);
    for (const { end, live, of } of this.#waiting) {
      const body = this.#hereDocument(end);
      of.input = joined(of.input, { raw: body, live: live ? body : '' });
    }
    this.#waiting = [];
  }

  #hereDocument(end: string): string {
    const begin = this.#at;
    while (this.#at < this.#text.length) {
      const from = this.#at;
      const stop = endOr(this.#text.indexOf('\n', from), this.#text);
      this.#at = stop + 1;
      if (this.#text.slice(from, stop).trim() === end) return this.#text.slice(begin, from);
    }
    return this.#text.slice(begin);
  }

  #comment(): void {
    this.#at = endOr(this.#text.indexOf('\n', this.#at), this.#text);
  }

  #redirection(): void {
    const sign = /[<>]{1,3}[&|]?-?/y;
    sign.lastIndex = this.#at;
    const found = sign.exec(this.#text)?.[0] ?? '<';
    // `2>` is no word.
    if (this.#word !== null && /^\d$/.test(this.#word.raw)) this.#word = null;
    this.#endWord();
    this.#at += found.length;
    if (found.startsWith('<<') && !found.startsWith('<<<')) return this.#waitForDocument();
    this.#target = found.startsWith('>') ? 'writes' : found === '<' ? 'reads' : 'text';
  }

  #waitForDocument(): void {
    const form = /[ \t]*(["']?)\\?([\w.!@%+-]+)/y;
    form.lastIndex = this.#at;
    const [whole = '', quote = '', end = ''] = form.exec(this.#text) ?? [];
    this.#at += whole.length + (quote === '' ? 0 : 1);
    const live = quote === '' && !whole.includes('\\');
    if (end !== '') this.#waiting.push({ end, live, of: this.#command });
  }

  #separator(char: string, next: string): void {
    this.#endWord();
    const doubled = char === next || (char === '|' && next === '&');
    this.#at += doubled ? 2 : 1;
    if (char !== ';' && this.#isInTest()) return;
    this.#endCommand(char === '|' && next !== '|');
  }

  /** `[[ -z $A || $B == x ]]` is one command. A line ends it all the same: what never closes hides nothing. */
  #isInTest(): boolean {
    const { words } = this.#command;
    const open = words.findIndex(({ raw }) => !/^(?:if|elif|while|until|then|else|do|!|time)$/.test(raw));
    return words[open]?.raw === '[[' && !words.some(({ raw }) => raw === ']]');
  }

  #endWord(): void {
    const word = this.#word;
    if (word === null) return;
    if (this.#target === 'word') this.#command.words.push(word);
    else if (this.#target === 'writes') this.#command.writes.push(word);
    else if (this.#target === 'text' || word.raw.startsWith('<('))
      this.#command.input = joined(this.#command.input, word);
    else this.#command.reads.push(word);
    this.#word = null;
    this.#target = 'word';
  }

  #endCommand(piped: boolean): void {
    this.#endWord();
    const command = this.#command;
    const isOne = command.words.length > 0 || command.writes.length > 0 || this.#waits(command);
    if (isOne) this.#commands.push(command);
    this.#command = empty(piped && isOne ? command : null);
  }

  #waits(command: Building): boolean {
    return this.#waiting.some(({ of }) => of === command);
  }
}

function empty(from: Command | null): Building {
  return { words: [], writes: [], reads: [], input: NOTHING, from };
}

function joined(one: Word, other: Word): Word {
  return one === NOTHING ? other : { raw: `${one.raw}\n${other.raw}`, live: `${one.live}\n${other.live}` };
}

function endOr(index: number, text: string): number {
  return index < 0 ? text.length : index;
}

/** Where the bracket that is open at `from` closes. Quotes hide brackets, but for those of a substitution in double quotes. */
function endOf(text: string, from: number, [open = '', close = '']: Iterable<string> & string): number {
  const quoted = [false];
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    const isQuoted = quoted.at(-1) === true;
    if (char === '\\') at += 1;
    else if (char === '"') quoted.splice(-1, 1, !isQuoted);
    else if (char === "'" && open === '(' && !isQuoted) at = endOr(text.indexOf("'", at + 1), text);
    else if (char === open && (!isQuoted || text.charAt(at - 1) === '$')) quoted.push(false);
    else if (char === close && !isQuoted) quoted.pop();
    if (quoted.length === 0) return at;
  }
  return text.length;
}

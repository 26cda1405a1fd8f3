// Blanks out what is not code, so that a rule about calls does not trip over a comment or a message.

/** After these a slash begins a regular expression; after anything else it divides. */
const BEFORE_REGEX =
  /(?:^|[=(,[{};:!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|void|throw|await|yield|else|do))\s*$/;

const isQuote = (char: string): boolean => char === "'" || char === '"';

/**
 * The text with comments, strings, template text and regular expressions replaced by spaces, line breaks kept.
 *
 * Quotes and the code inside `${}` stay. Made for formatted TypeScript without JSX text.
 */
export function blank(text: string): string {
  const scanner = new Scanner(text);
  scanner.code(false);
  return scanner.result();
}

class Scanner {
  readonly #text: string;
  readonly #out: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  result(): string {
    return this.#out.join('');
  }

  /** Code up to the end, or up to the brace that closes a `${`. */
  code(isSubstitution: boolean): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (this.#isAt('//')) this.#hide(this.#indexAfter('\n', 0));
      else if (this.#isAt('/*')) this.#hide(this.#indexAfter('*/', 2));
      else if (isQuote(char)) this.#quoted(char);
      else if (char === '`') this.#template();
      else if (char === '/' && BEFORE_REGEX.test(this.#before())) this.#regex();
      else if (char === '}' && isSubstitution && depth === 0) return;
      else {
        if (char === '{') depth += 1;
        if (char === '}') depth -= 1;
        this.#keep();
      }
    }
  }

  #isAt(mark: string): boolean {
    return this.#text.startsWith(mark, this.#at);
  }

  /** The code just before this place, comments already blank. */
  #before(): string {
    return this.#out.slice(-200).join('').trimEnd();
  }

  #keep(): void {
    this.#out.push(this.#text.charAt(this.#at));
    this.#at += 1;
  }

  #hide(end: number): void {
    while (this.#at < end) {
      const char = this.#text.charAt(this.#at);
      this.#out.push(char === '\n' ? '\n' : ' ');
      this.#at += 1;
    }
  }

  /** Where `mark` ends, or the end of the text; a line comment ends before its line break. */
  #indexAfter(mark: string, length: number): number {
    const found = this.#text.indexOf(mark, this.#at + length);
    return found === -1 ? this.#text.length : found + length;
  }

  #quoted(quote: string): void {
    this.#keep();
    while (this.#at < this.#text.length && !this.#isAt(quote) && !this.#isAt('\n')) this.#hideChar();
    if (this.#isAt(quote)) this.#keep();
  }

  #hideChar(): void {
    this.#hide(this.#at + (this.#isAt('\\') ? 2 : 1));
  }

  #template(): void {
    this.#keep();
    while (this.#at < this.#text.length && !this.#isAt('`')) {
      if (this.#isAt('${')) {
        this.#keep();
        this.#keep();
        this.code(true);
        if (this.#isAt('}')) this.#keep();
      } else {
        this.#hideChar();
      }
    }
    if (this.#isAt('`')) this.#keep();
  }

  #regex(): void {
    this.#keep();
    let isInClass = false;
    while (this.#at < this.#text.length && !this.#isAt('\n') && (isInClass || !this.#isAt('/'))) {
      if (this.#isAt('[')) isInClass = true;
      if (this.#isAt(']')) isInClass = false;
      this.#hideChar();
    }
    if (this.#isAt('/')) this.#keep();
  }
}

/** Number of the line, from 1, that holds the character at `index`. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

import { inLocale, type Locale, type LocalText } from '@gradus/schema';

/** Something in a suggested mapping that a person should look at. */
export interface Doubt {
  /** Where: `customer.opened_on`, or `document`. */
  readonly place: string;
  readonly text: LocalText;
}

/** Shorter texts are as well written again. */
const anchorLength = 120;

/** Collects the lines of a mapping, with notes and doubts as comments. */
export class MappingWriter {
  readonly #lines: string[] = [];
  readonly doubts: Doubt[] = [];
  /** Required fields that are left for a person to fill. */
  readonly unfilled: string[] = [];
  readonly #locale: Locale;
  /** Texts of how files are read, with the name under which each can be referred to. */
  readonly #anchors = new Map<string, string>();

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  note(text: LocalText, indent = ''): void {
    this.#comment(indent, '#', text);
  }

  doubt(indent: string, place: string, text: LocalText): void {
    this.#comment(indent, '# ?', text);
    this.doubts.push({ place, text });
  }

  /** Names of columns may hold line ends, which would end the comment. */
  #comment(indent: string, mark: string, text: LocalText): void {
    this.line(
      `${indent}${mark} ${inLocale(text, this.#locale, '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`,
    );
  }

  /** Writes how files are read; a long text that comes again refers to the first, as YAML does. */
  read(indent: string, name: string, settings: readonly string[]): void {
    if (settings.length === 0) return;
    const text = `{ ${settings.join(', ')} }`;
    const anchor = this.#anchors.get(text);
    if (anchor !== undefined) return this.line(`${indent}read: *${anchor}`);
    if (text.length < anchorLength) return this.line(`${indent}read: ${text}`);
    const stem = name.toLowerCase().replaceAll(/[^a-z]+/g, '');
    const own =
      stem === '' || [...this.#anchors.values()].includes(stem) ? `file${this.#anchors.size + 1}` : stem;
    this.#anchors.set(text, own);
    this.line(`${indent}read: &${own} ${text}`);
  }

  text(): string {
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }
}

import { inLocale, type Locale, type LocalText } from '@gradus/schema';

/** Something in a suggested mapping that a person should look at. */
export interface Doubt {
  /** Where: `customer.opened_on`, or `document`. */
  readonly place: string;
  readonly text: LocalText;
}

/** Collects the lines of a mapping, with notes and doubts as comments. */
export class MappingWriter {
  readonly #lines: string[] = [];
  readonly doubts: Doubt[] = [];
  /** Required fields that are left for a person to fill. */
  readonly unfilled: string[] = [];
  readonly #locale: Locale;

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

  text(): string {
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }
}

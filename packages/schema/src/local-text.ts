export type Locale = 'en' | 'zh-CN';

export const locales: readonly Locale[] = ['en', 'zh-CN'];

/** A text in the languages of the product; a policy may leave one out. */
export interface LocalText {
  readonly en?: string | undefined;
  readonly 'zh-CN'?: string | undefined;
}

/** The text in `locale`, else in the other language, else `fallback`. */
export function inLocale(text: LocalText | undefined, locale: Locale, fallback: string): string {
  return text?.[locale] ?? text?.en ?? text?.['zh-CN'] ?? fallback;
}

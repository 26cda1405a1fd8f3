import { failure, locales, type Locale } from '@gradus/schema';

/** Errors: `command.bad-locale`. */
export function parseLocale(text: string): Locale {
  const found = locales.find((locale) => locale.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw failure('command.bad-locale', { value: text, locales });
  return found;
}

/** Text of a bank for a terminal, which can only show it: what it would obey, such as escape sequences, becomes a replacement sign. */
export function shownText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

/** Stands for what must not be shown, or of which nobody can tell which part is an id or a name. */
export const unknownValue = '…';

/** Keeps the last four digits or letters of a long value, of an id that whoever may see it finds again by the place beside it. */
export function masked(value: string): string {
  if (value === '') return '';
  return value.length > 8 && value.length <= 40 && /[0-9A-Za-z]{4}$/.test(value)
    ? `${unknownValue}${value.slice(-4)}`
    : unknownValue;
}

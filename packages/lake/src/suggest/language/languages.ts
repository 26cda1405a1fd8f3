import { italianNames } from './italian-names.ts';
import { japaneseNames } from './japanese-names.ts';
import { koreanNames } from './korean-names.ts';
import type { LanguageNames } from './language-names.ts';
import { polishNames } from './polish-names.ts';
import { russianNames } from './russian-names.ts';
import { turkishNames } from './turkish-names.ts';

/** Languages whose names are kept each on its own. */
export const languages: readonly LanguageNames[] = [
  italianNames,
  polishNames,
  russianNames,
  turkishNames,
  japaneseNames,
  koreanNames,
];

import type { EncodingName } from './encoding.ts';

/** Small letters beyond ASCII of languages, one text for those that differ little in them. */
const centralEuropean = [
  'áčďéěíňóřšťúůýžäĺľôŕ', // Czech, Slovak
  'čćđšž', // Croatian, Serbian, Slovene
  'áéíóöőúüű', // Hungarian
  'ąćęłńóśźż', // Polish
  'ăâîșțşţ', // Romanian
];
const western = [
  'àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÿªº', // German to Portuguese
  'áðéíóúýþæö', // Icelandic
];

/** Encodings of Latin letters that have most of their places in common, with the languages that are written in them. */
const languages: Readonly<Partial<Record<EncodingName, readonly string[]>>> = {
  'windows-1250': centralEuropean,
  'iso-8859-2': centralEuropean,
  ibm852: centralEuropean,
  'windows-1252': western,
  'windows-1254': ['çğıöşüâîû\u{307}'],
  'windows-1257': [
    'äõöüšž', // Estonian
    'ąčęėįšųūž', // Lithuanian
    'āčēģīķļņōŗšūž', // Latvian
  ],
};

/** How many letters beyond ASCII the language lacks that has most of them, of those that are written in an encoding. */
export function foreignLetters(text: string, encoding: EncodingName): number {
  const own = languages[encoding];
  if (own === undefined) return 0;
  const counts = new Map<string, number>();
  for (const letter of text.toLowerCase().match(/[^\p{ASCII}\P{L}]/gu) ?? []) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const lacking = own.map((letters) =>
    [...counts].reduce((sum, [letter, count]) => (letters.includes(letter) ? sum : sum + count), 0),
  );
  return Math.min(...lacking);
}

// The catalogue of errors, its document and its tests agree, whichever of the three is changed.
import type { Finding } from '../source/finding.ts';

const CATALOGUE = 'packages/schema/src/failure/catalogue.ts';
const DOCUMENT = 'docs/errors.md';
const CODE = /`([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)`/;

interface Described {
  readonly code: string;
  readonly line: number;
}

/** Codes that the document describes: the first one in backticks of each heading and of each table row. */
export function describedCodes(document: string): Described[] {
  return document.split('\n').flatMap((text, index) => {
    const place = text.startsWith('#') ? text : /^\s*\|([^|]*)\|/.exec(text)?.[1];
    const code = CODE.exec(place ?? '')?.[1];
    return code === undefined ? [] : [{ code, line: index + 1 }];
  });
}

/** Codes without a description, descriptions without a code, and codes described twice. */
export function checkDocument(codes: readonly string[], document: string): Finding[] {
  const described = describedCodes(document);
  const known = new Set(codes);
  const seen = new Map(described.map((one) => [one.code, one.line]));
  const undescribed = codes.filter((code) => !seen.has(code));
  return [
    ...undescribed.map((code) => ({
      path: CATALOGUE,
      line: 0,
      problem: `\`${code}\` is not described in ${DOCUMENT}`,
      instead: 'add a heading or a table row that begins with the code in backticks',
    })),
    ...described
      .filter((one) => !known.has(one.code) || seen.get(one.code) !== one.line)
      .map(({ code, line }) => ({
        path: DOCUMENT,
        line,
        problem: `\`${code}\` ${known.has(code) ? 'is described again below' : 'is not in the catalogue'}`,
        instead: known.has(code) ? 'describe it once' : `delete it here, or add it to ${CATALOGUE}`,
      })),
  ];
}

/** Codes that occur in none of the texts, which are the tests and the conformance cases. */
export function checkTested(codes: readonly string[], texts: readonly string[]): Finding[] {
  const words = new Set(texts.flatMap((text) => text.match(/[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+/g) ?? []));
  return codes
    .filter((code) => !words.has(code))
    .map((code) => ({
      path: CATALOGUE,
      line: 0,
      problem: `no test provokes \`${code}\``,
      instead: 'add a *.test.ts or conformance/*.case that expects it, or delete the code',
    }));
}

import { diagnosticText, shownText, type Diagnostic, type Locale } from '@gradus/schema';
import stringWidth from 'string-width';

/** Characters of a source line that an excerpt shows, and of those before the place. */
const excerptMax = 200;
const excerptBefore = 100;

/** A finding on one line, as compilers write it: place, severity, code, text. */
export function diagnosticLine(finding: Diagnostic, locale: Locale, file = ''): string {
  const { position } = finding;
  const place = [file, ...(position === null ? [] : [position.line, position.column])].filter(
    (part) => part !== '',
  );
  const prefix = place.length === 0 ? '' : `${place.join(':')}: `;
  return `${prefix}${severityWord(finding, locale)} [${finding.code}] ${diagnosticText(finding, locale)}`;
}

/** The same with the line of the source below it and a mark under the place. */
export function diagnosticExcerpt(finding: Diagnostic, locale: Locale, file: string, text: string): string {
  const line = diagnosticLine(finding, locale, file);
  const { position } = finding;
  const source = position === null ? undefined : text.split(/\r?\n/)[position.line - 1];
  if (position === null || source === undefined) return line;
  const number = String(position.line);
  const gutter = ' '.repeat(number.length);
  // The line of a file that is no text can be as long as the file.
  const from = Math.max(0, position.column - 1 - excerptBefore);
  const before = lineText(source.slice(from, position.column - 1));
  const shown = lineText(source.slice(from, from + excerptMax));
  return `${line}\n  ${number} | ${shown}\n  ${gutter} | ${' '.repeat(stringWidth(before))}^`;
}

const lineText = (source: string): string => shownText(source.replaceAll('\t', '    '));

/** Findings as their places follow each other. What has no place stays in its order, before what has. */
export function inDocumentOrder(findings: readonly Diagnostic[]): Diagnostic[] {
  const line = ({ position }: Diagnostic): number => position?.line ?? 0;
  const column = ({ position }: Diagnostic): number => position?.column ?? 0;
  return findings.toSorted((a, b) => line(a) - line(b) || column(a) - column(b));
}

/** What `--json` says of a finding. */
export function diagnosticJson(finding: Diagnostic, locale: Locale) {
  return {
    severity: finding.severity,
    code: finding.code,
    line: finding.position?.line ?? null,
    column: finding.position?.column ?? null,
    path: finding.path,
    message: diagnosticText(finding, locale),
    data: finding.data,
  };
}

function severityWord({ severity }: Diagnostic, locale: Locale): string {
  if (locale === 'en') return severity;
  return severity === 'error' ? '错误' : '警告';
}

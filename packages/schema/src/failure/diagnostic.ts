import { describe, type Code, type DataOf } from './catalogue.ts';
import type { Locale } from '../local-text.ts';

export type Severity = 'error' | 'warning';

/** Place in a document: line and column from 1, in UTF-16 units as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A finding about something that a user wrote (a policy, a mapping). A value, never thrown. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly position: Position | null;
  /** Where in the document, as keys from the root: `rules.0.when`. */
  readonly path: string;
  readonly data: unknown;
}

export function diagnostic<C extends Code>(
  code: C,
  severity: Severity,
  place: { readonly position: Position | null; readonly path: string },
  data: DataOf<C>,
): Diagnostic {
  return { code, severity, position: place.position, path: place.path, data };
}

/** Text of a diagnostic in one language, without its place. */
export function diagnosticText(finding: Diagnostic, locale: Locale): string {
  return describe(finding.code, finding.data as never, locale);
}

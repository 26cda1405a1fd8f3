import { diagnostic, type Diagnostic } from '@gradus/schema';
import type { Subject } from './control.ts';
import type { MappingDocument } from './document.ts';
import type { PlacedDocument } from './place.ts';

/** The general ledger needs both its figures and its subjects, and an account belongs to one subject. */
export function checkControls(written: MappingDocument, document: PlacedDocument): Diagnostic[] {
  const at = (path: readonly PropertyKey[]) => ({
    position: document.positionOf(path, 'key'),
    path: path.map(String).join('.'),
  });
  const findings: Diagnostic[] = [];
  const needs = (key: string, path: readonly PropertyKey[]): void => {
    findings.push(diagnostic('intake.missing-key', 'error', at(path), { key }));
  };
  const hasFigures = written.tables.ledger_balance !== undefined;
  if (hasFigures && written.ledger === undefined) {
    const example = 'ledger: { subjects: { 2111: { kind: demand }, 2112: { kind: [term, notice] } } }';
    const place = { position: document.positionOf([], 'value'), path: 'ledger' };
    findings.push(diagnostic('intake.missing-key', 'error', place, { key: 'ledger', example }));
  }
  if (written.ledger !== undefined && !hasFigures) needs('tables.ledger_balance', ['ledger']);
  if (written.account_sums !== undefined && written.tables.account_sum === undefined) {
    needs('tables.account_sum', ['account_sums']);
  }
  const subjects = Object.entries(written.ledger?.subjects ?? {});
  for (const [index, [second, one]] of subjects.entries()) {
    const other = subjects.slice(0, index).find(([, earlier]) => overlap(earlier, one));
    if (other === undefined) continue;
    const place = at(['ledger', 'subjects', second]);
    findings.push(diagnostic('intake.subjects-overlap', 'error', place, { first: other[0], second }));
  }
  return findings;
}

function overlap(a: Subject, b: Subject): boolean {
  const share = (some: readonly string[] | undefined, others: readonly string[] | undefined): boolean =>
    some === undefined || others === undefined || some.some((one) => others.includes(one));
  return share(a.kind, b.kind) && share(a.product, b.product);
}

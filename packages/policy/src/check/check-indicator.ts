import { customerColumnNames } from '../condition/scope.ts';
import type { Findings } from '../document/findings.ts';
import type { PolicyDocument } from '../document/policy-document.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { protectedWord } from './protected-attribute.ts';

/** Columns of the result beside the indicators and their points. docs/architecture.md. */
const resultColumns = words(`
  customer_key customer_id score computed_tier granted_tier effective_tier since held_until falling_since last_veto
  rated_on grace_until reasons internal_reasons unrated_reason
`);

/** Words of FEEL, and the one name that every JavaScript object has. */
const languageWords = words(`
  and or not in between null true false date time duration if then else for return some every satisfies instance of
  function external constructor
`);

/** Names of indicators and figures that cannot be, or must not be. */
export function checkNames(document: PolicyDocument, findings: Findings): void {
  const points = document.scorecard.map(({ name }) => `${name}_points`);
  const reserved = new Set([...resultColumns, ...customerColumnNames, ...languageWords, ...points]);
  for (const { name, fact } of document.indicators) {
    const path = ['indicators', name];
    if (reserved.has(name)) findings.keyError('policy.reserved-name', path, { name });
    const word = protectedWord(name);
    if (word !== null) findings.keyError('policy.protected-attribute', path, { name, word });
    const inFact = fact === null ? null : protectedWord(fact);
    if (fact !== null && inFact !== null) {
      findings.error('policy.protected-attribute', [...path, 'name'], { name: fact, word: inFact });
    }
  }
}

/** Indicators that nothing reads; not told while something that may name them cannot be read. */
export function checkUse(resolved: ResolvedPolicy, findings: Findings): void {
  const { document, population, rules, tiers } = resolved;
  if (!isWhole(resolved)) return;
  const used = new Set(document.scorecard.map(({ name }) => name));
  for (const { of, to } of document.indicators) {
    if (of !== null) used.add(of);
    if (to !== null) used.add(to);
  }
  const conditions = [
    ...population.map(({ when }) => when),
    ...rules.map(({ when }) => when),
    ...tiers.flatMap(({ cure }) => cure?.when ?? []),
  ];
  for (const condition of conditions) for (const name of columnsOf(condition)) used.add(name);
  for (const { name } of document.indicators) {
    if (!used.has(name)) findings.keyWarning('policy.unused-indicator', ['indicators', name], { name });
  }
}

/** Whether every condition was read, and every characteristic names an indicator that is defined. */
function isWhole({ document, population, rules, tiers }: ResolvedPolicy): boolean {
  const defined = new Set(document.indicators.map(({ name }) => name));
  return (
    rules.length === document.rules.length &&
    population.length === document.population.length &&
    tiers.every(
      ({ cure }, at) => (cure?.when ?? null) !== null || (document.tiers[at]?.cure?.when ?? null) === null,
    ) &&
    document.scorecard.every(({ name }) => defined.has(name))
  );
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

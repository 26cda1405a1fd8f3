import { suggest } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import { treatmentKinds, type DepositRate, type LoanRate, type Treatment } from '../document/treatment.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import { influencesOn, type DecisionParts, type Influence } from '../plan/dependency.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';

/** Treatments of tiers that are not there, of unknown kinds, or that meet customers whom they must not meet. */
export function checkTreatments(resolved: ResolvedPolicy, findings: Findings): void {
  const { document, tiers } = resolved;
  for (const { tier: id, treatments } of document.treatments) {
    const rank = tiers.findIndex((tier) => tier.id === id);
    if (rank < 0) {
      const known = tiers.map((tier) => tier.id);
      findings.keyError('policy.unknown-tier', ['treatments', id], { id, suggestions: suggest(id, known) });
    }
    for (const [at, treatment] of treatments.entries()) {
      const path = ['treatments', id, at];
      checkSettings(treatment, path, findings);
      if (rank < 0) continue;
      checkAdverse(treatment, { resolved, rank, path }, findings);
      checkCredit(treatment, { resolved, rank, path }, findings);
    }
  }
}

interface Site {
  readonly resolved: ResolvedPolicy;
  readonly rank: number;
  readonly path: (string | number)[];
}

function checkSettings(treatment: Treatment, path: (string | number)[], findings: Findings): void {
  const { kind } = treatment;
  if (!(treatmentKinds as readonly string[]).includes(kind)) {
    findings.warning('policy.unknown-treatment', path, { kind, suggestions: suggest(kind, treatmentKinds) });
  }
  if (kind !== 'deposit_rate') return;
  const { add_bp: added, ceiling_bp: ceiling } = treatment.settings as DepositRate;
  if (added > ceiling) findings.error('policy.rate-over-ceiling', path, { added, ceiling });
}

/** What makes things worse for a customer must rest on a rule that can be stated, never on few points alone. */
function checkAdverse(treatment: Treatment, { resolved, rank, path }: Site, findings: Findings): void {
  const tier = resolved.tiers[rank];
  if (tier === undefined || tier.from === null || !isAdverse(treatment)) return;
  findings.error('policy.adverse-by-score', path, { tier: tier.id, kind: treatment.kind });
}

/** Whether a treatment makes something worse for the customer. */
export function isAdverse({ kind, settings }: Treatment): boolean {
  return kind === 'credit_limit' || (kind === 'loan_rate' && (settings as LoanRate).add_bp > 0);
}

/** Whether an offer is one of credit, by its name. */
export function isCreditOffer({ kind, settings }: Treatment): boolean {
  if (kind !== 'offer' || typeof settings !== 'string') return false;
  return /(^|[_\s-])(loan|credit|overdraft|mortgage)s?($|[_\s-])|贷|信用/i.test(settings);
}

function checkCredit(treatment: Treatment, site: Site, findings: Findings): void {
  const { resolved, rank, path } = site;
  const tier = resolved.tiers[rank]?.id ?? '';
  const offers = isCreditOffer(treatment);
  // A rule that did not resolve has its own finding, and may be the guard.
  const isWhole = resolved.rules.length === resolved.document.rules.length;
  if (offers && isWhole && !hasArrearsGuard(resolved, rank)) {
    findings.warning('policy.credit-offer-unguarded', path, { tier, offer: String(treatment.settings) });
  }
  const ways = depositWays(treatment, resolved, rank);
  if (ways.length === 0) return;
  const name = offers ? String(treatment.settings) : treatment.kind;
  findings.warning('policy.credit-depends-on-deposits', path, {
    tier,
    treatment: name,
    ways,
  });
}

/** Ways by which deposits bear on who has a credit treatment of the tier of `rank`; none for other treatments. */
export function depositWays(treatment: Treatment, resolved: ResolvedPolicy, rank: number): string[] {
  const isCredit = treatment.kind === 'credit_limit' || treatment.kind === 'loan_rate';
  if (!isCredit && !isCreditOffer(treatment)) return [];
  const deposits = new Set(
    resolved.indicators
      .filter(({ meaning }) => meaning.factor === 'deposits' || meaning.factor === 'tenor')
      .map(({ column }) => column.name),
  );
  const found = influencesOn(decisionParts(resolved), rank);
  return found.filter(({ indicator }) => deposits.has(indicator)).map(wayText);
}

/** A veto on arrears that keeps customers out of the tier. */
function hasArrearsGuard({ rules, indicators }: ResolvedPolicy, rank: number): boolean {
  const loans = new Set(
    indicators.filter(({ meaning }) => meaning.factor === 'loans').map(({ column }) => column.name),
  );
  return rules.some(
    ({ effect, tier, when }) => effect === 'at_most' && tier > rank && !columnsOf(when).isDisjointFrom(loans),
  );
}

/** Of a resolved policy what dependencies need. */
export function decisionParts(resolved: ResolvedPolicy): DecisionParts {
  const { characteristics, rules, tiers, population, indicators } = resolved;
  return { characteristics, rules, tiers, population, indicators: indicators.map(({ column }) => column) };
}

/** A way in words that no language needs to translate. */
export function wayText({ indicator, way }: Influence): string {
  switch (way.kind) {
    case 'score':
      return `${indicator} → score`;
    case 'rule':
      return `${indicator} → rule ${way.id}`;
    case 'cure':
      return `${indicator} → cure of ${way.tier}`;
    case 'population':
      return `${indicator} → population ${way.reason}`;
  }
}

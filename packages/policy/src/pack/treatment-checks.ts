import { isAdverse } from '../check/check-treatment.ts';
import { treatmentName } from '../difference/treatment-difference.ts';
import type { CreditLimit, DepositRate, LoanRate } from '../document/treatment.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { durationOf, isAsLong, treatmentSites, type PackSite, type TreatmentSite } from './pack-site.ts';
import type { PackParameters } from './rule-pack.ts';

/** Additions and ceilings of deposit rates above what the pack allows for the product. */
export function depositRateCeiling(resolved: ResolvedPolicy, { ceilings = {} }: PackParameters): PackSite[] {
  return treatmentSites(resolved).flatMap(({ treatment, path }) => {
    if (treatment.kind !== 'deposit_rate') return [];
    const { product, add_bp: added, ceiling_bp: ceiling } = treatment.settings as DepositRate;
    const allowed = (ceilings as Readonly<Record<string, string>>)[product];
    if (allowed === undefined || Math.max(added, ceiling) <= Number(allowed)) return [];
    const detail = {
      en: `${product} gets up to ${Math.max(added, ceiling)} bp, and ${allowed} bp are allowed`,
      'zh-CN': `${product} 最多上浮 ${Math.max(added, ceiling)} 个基点，超过上限 ${allowed} 个基点`,
    };
    return [{ path, detail }];
  });
}

/** Limits that are cut with less notice than the pack asks for. */
export function noticeOfLimitCut(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const sites = treatmentSites(resolved).filter(({ treatment }) => treatment.kind === 'credit_limit');
  return sites.flatMap((site) =>
    shortNotice(site, (site.treatment.settings as CreditLimit).notice, parameters),
  );
}

/** Rates of running loans that rise otherwise than at the next repricing, or with too little notice. */
export function loanRateAtRepricing(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  return treatmentSites(resolved).flatMap((site) => {
    if (site.treatment.kind !== 'loan_rate') return [];
    const { add_bp: added, notice } = site.treatment.settings as LoanRate;
    const { when } = site.treatment.settings as { when: string };
    if (added <= 0) return [];
    if (when === 'next_repricing') return shortNotice(site, notice, parameters);
    const detail = { en: `the rate rises ${when}`, 'zh-CN': `利率上调时点为 ${when}` };
    return [{ path: site.path, detail }];
  });
}

function shortNotice(
  { path }: TreatmentSite,
  notice: CreditLimit['notice'],
  parameters: PackParameters,
): PackSite[] {
  const least = durationOf(parameters, 'least');
  if (isAsLong(notice, least)) return [];
  const detail = {
    en: `the notice is ${notice.count} ${notice.unit}, and at least ${least.count} ${least.unit} are asked for`,
    'zh-CN': `提前通知为 ${notice.count} ${notice.unit}，要求至少 ${least.count} ${least.unit}`,
  };
  return [{ path, detail }];
}

/** Offers that are made to people by their tier. */
export function marketing(resolved: ResolvedPolicy): PackSite[] {
  return named(treatmentSites(resolved).filter(({ treatment }) => treatment.kind === 'offer'));
}

/** Treatments that make something worse for the customer. */
export function adverseTreatments(resolved: ResolvedPolicy): PackSite[] {
  return named(treatmentSites(resolved).filter(({ treatment }) => isAdverse(treatment)));
}

function named(sites: readonly TreatmentSite[]): PackSite[] {
  return sites.map(({ path, treatment }) => {
    const name = treatmentName(treatment);
    return { path, detail: { en: name, 'zh-CN': name } };
  });
}

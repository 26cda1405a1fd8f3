import type { PackParameters } from './rule-pack.ts';
import { creditDependsOnDeposits, giftsForDeposits, monthEndTargets } from './deposit-checks.ts';
import {
  adverseTreatments,
  depositRateCeiling,
  loanRateAtRepricing,
  marketing,
  noticeOfLimitCut,
} from './treatment-checks.ts';
import {
  confidentialFacts,
  cureAfterNonPerforming,
  personalTraits,
  protectedAttributes,
  reasonsForAdverseAction,
} from './rule-checks.ts';
import type { PackCheck } from './pack-site.ts';

type Value = PackParameters[string];

const isText = (value: Value): boolean => typeof value === 'string';
const isDuration = (value: Value): boolean =>
  typeof value === 'string' && /^\d{1,4} (day|month)s?$/.test(value);
const isList = (value: Value): boolean => Array.isArray(value);
const isNumbers = (value: Value): boolean =>
  typeof value === 'object' &&
  !Array.isArray(value) &&
  Object.values(value).every((one: string) => /^-?\d{1,6}$/.test(one));

/** Checks that rule packs may name, with the form of each parameter. */
export const packChecks: ReadonlyMap<string, PackCheck> = new Map<string, PackCheck>([
  ['credit_depends_on_deposits', { parameters: {}, find: creditDependsOnDeposits }],
  ['protected_attributes', { parameters: { words: isList }, find: protectedAttributes }],
  ['personal_traits', { parameters: { columns: isList }, find: personalTraits }],
  ['deposit_rate_ceiling', { parameters: { ceilings: isNumbers }, find: depositRateCeiling }],
  ['gifts_for_deposits', { parameters: { words: isList }, find: giftsForDeposits }],
  ['month_end_targets', { parameters: { metrics: isList, words: isList }, find: monthEndTargets }],
  ['notice_of_limit_cut', { parameters: { least: isDuration }, find: noticeOfLimitCut }],
  ['loan_rate_at_repricing', { parameters: { least: isDuration }, find: loanRateAtRepricing }],
  [
    'cure_after_non_performing',
    { parameters: { least: isDuration, class: isText }, find: cureAfterNonPerforming },
  ],
  ['reasons_for_adverse_action', { parameters: { locales: isList }, find: reasonsForAdverseAction }],
  ['confidential_facts', { parameters: { words: isList }, find: confidentialFacts }],
  ['marketing', { parameters: {}, find: marketing }],
  ['adverse_treatments', { parameters: {}, find: adverseTreatments }],
]);

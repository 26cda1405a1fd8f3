import { message } from './message.ts';

interface Differing {
  readonly differing: string;
  readonly compared: string;
  /** How many of the differing figures are parts of totals that agree over all branches. */
  readonly misplaced: string;
  readonly onDifference: 'refuse' | 'warn';
}

/** What is set already is no advice. */
const orWarn = (set: Differing['onDifference']): string =>
  set === 'warn' ? '' : ' or "on_difference: warn"';
const orWarnZh = (set: Differing['onDifference']): string =>
  set === 'warn' ? '' : ' 或 "on_difference: warn"';

function misplacedEn(differing: string, misplaced: string): string {
  if (misplaced === '0') return '';
  const where = 'bookings lie with other branches than in the ledger';
  const advice = 'map "branch_id" of "account" to the branch that keeps it, or map none of "ledger_balance"';
  return misplaced === differing
    ? `The totals over all branches agree: ${where}; ${advice}. `
    : `Of ${misplaced} of them the totals over all branches agree: ${where}; ${advice}. `;
}

function misplacedZh(differing: string, misplaced: string): string {
  if (misplaced === '0') return '';
  const advice =
    '账务归属的机构与总账不同；请将 "account" 的 "branch_id" 映射到开户机构，或不映射 "ledger_balance" 的 "branch_id"';
  return misplaced === differing
    ? `各机构合计相符：${advice}。`
    : `其中 ${misplaced} 个的各机构合计相符：${advice}。`;
}

/** What figures that a bank sums itself say against the bookings. */
export const intakeControlMessages = {
  'intake.ledger-differs': message<Differing>({
    en: ({ differing, compared, misplaced, onDifference }) =>
      `The general ledger and the accounts differ in ${differing} of ${compared} figures. ${misplacedEn(differing, misplaced)}The list of differences names both${misplaced === differing ? '; correct' : '; look for bookings or accounts that were not delivered, correct'} "ledger", or set its "tolerance"${orWarn(onDifference)}.`,
    'zh-CN': ({ differing, compared, misplaced, onDifference }) =>
      `总分核对：${compared} 个数中有 ${differing} 个总账与分户不符。${misplacedZh(differing, misplaced)}差异清单列出双方金额；请${misplaced === differing ? '' : '检查未交付的流水或账户，'}更正 "ledger"，或设置其 "tolerance"${orWarnZh(onDifference)}。`,
  }),
  'intake.account-sums-differ': message<Differing>({
    en: ({ differing, compared, onDifference }) =>
      `The core system’s balances or balance-days differ from those of the bookings in ${differing} of ${compared} figures. The list of differences names both; look for missing bookings and wrong opening balances, or set "tolerance"${orWarn(onDifference)} of "account_sums".`,
    'zh-CN': ({ differing, compared, onDifference }) =>
      `积数核对：${compared} 个数中有 ${differing} 个与流水计算结果不符。差异清单列出双方数值；请检查缺失的流水和期初余额，或设置 "account_sums" 的 "tolerance"${orWarnZh(onDifference)}。`,
  }),
  'intake.subjects-overlap': message<{ first: string; second: string }>({
    en: ({ first, second }) =>
      `The subjects ${first} and ${second} both take the same accounts. Let every kind and product belong to one subject.`,
    'zh-CN': ({ first, second }) =>
      `科目 ${first} 与 ${second} 包含相同的账户。每个账户种类和产品应只属于一个科目。`,
  }),
} as const;

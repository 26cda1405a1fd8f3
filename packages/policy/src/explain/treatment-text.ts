import { formatScaled, type Duration, type Locale, type LocalText } from '@gradus/schema';
import type { CreditLimit, DepositRate, LoanRate } from '../document/treatment.ts';
import type { PlannedTreatment } from '../plan/plan.ts';
import { say } from './value-text.ts';

/** Names of products and accesses in the ready-made policies; others are shown as written. */
const productTitles: Readonly<Record<string, LocalText>> = {
  term: { en: 'term deposits', 'zh-CN': '定期存款' },
  demand: { en: 'demand deposits', 'zh-CN': '活期存款' },
  term_deposit: { en: 'term deposit', 'zh-CN': '定期存款' },
  personal_loan: { en: 'personal loan', 'zh-CN': '个人贷款' },
  demand_account: { en: 'demand account', 'zh-CN': '活期账户' },
  savings_account: { en: 'savings account', 'zh-CN': '储蓄账户' },
  exclusive_wealth_products: { en: 'exclusive wealth products', 'zh-CN': '专属理财产品' },
};

/** What a tier is given or asked, as a phrase. A kind that the language does not know is shown as written. */
export function treatmentText(treatment: PlannedTreatment, locale: Locale): string {
  const { kind, settings } = treatment;
  switch (kind) {
    case 'relationship_manager': {
      const every = durationText((settings as { contact_every: Duration }).contact_every, locale);
      return say(
        locale,
        `a relationship manager, contact every ${every}`,
        `专属客户经理，每 ${every}联系一次`,
      );
    }
    case 'deposit_rate':
      return depositRateText(settings as DepositRate, locale);
    case 'access':
      return say(locale, `access: ${product(settings, locale)}`, `可办理：${product(settings, locale)}`);
    case 'offer':
      return say(locale, `offer: ${product(settings, locale)}`, `推荐：${product(settings, locale)}`);
    case 'credit_limit':
      return creditLimitText(settings as CreditLimit, locale);
    case 'loan_rate':
      return loanRateText(settings as LoanRate, locale);
    default:
      return `${kind}: ${typeof settings === 'string' ? settings : JSON.stringify(settings, exactNumbers)}`;
  }
}

function durationText({ count, unit }: Duration, locale: Locale): string {
  const word = unit === 'days' ? 'day' : 'month';
  return say(
    locale,
    `${count} ${word}${count === 1 ? '' : 's'}`,
    unit === 'days' ? `${count} 天` : `${count} 个月`,
  );
}

function depositRateText({ product: name, add_bp, ceiling_bp }: DepositRate, locale: Locale): string {
  return say(
    locale,
    `rate on ${product(name, locale)}: ${signed(add_bp)} bp, at most ${ceiling_bp} bp above the posted rate`,
    `${product(name, locale)}利率${movedZh(add_bp)} 个基点，最多比挂牌利率高 ${ceiling_bp} 个基点`,
  );
}

function creditLimitText({ at_most, notice }: CreditLimit, locale: Locale): string {
  const share = formatScaled(at_most.percent.digits, at_most.percent.scale);
  return say(
    locale,
    `credit limit at most ${share}% of the current one, after ${durationText(notice, locale)} of notice`,
    `授信额度不超过当前额度的 ${share}%，提前 ${durationText(notice, locale)}通知`,
  );
}

function loanRateText({ add_bp, notice }: LoanRate, locale: Locale): string {
  return say(
    locale,
    `loan rate ${signed(add_bp)} bp from the next repricing, after ${durationText(notice, locale)} of notice`,
    `贷款利率自下一重定价日起${movedZh(add_bp)} 个基点，提前 ${durationText(notice, locale)}通知`,
  );
}

function product(name: unknown, locale: Locale): string {
  const written = typeof name === 'string' ? name : JSON.stringify(name, exactNumbers);
  return productTitles[written]?.[locale] ?? written;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}

function movedZh(value: number): string {
  return value < 0 ? `下调 ${-value}` : `上调 ${value}`;
}

/** JSON has no BigInt; exact numbers of settings are written out. */
function exactNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

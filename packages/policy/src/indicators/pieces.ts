import { assert, type Day } from '@gradus/schema';
import type { Condition } from '../plan/condition.ts';
import {
  call,
  choose,
  column,
  greaterThan,
  integer,
  multiply,
  nothing,
  cast,
  equal,
  when,
  type CommonTable,
  type Expression,
  type Join,
  leftJoin,
  table,
} from '@gradus/sql';
import type {
  AccountSelection,
  LoanFigureRequest,
  LoanRequest,
  Quantity,
  SqlContext,
} from '../metrics/metric-sql.ts';
import type { Factors, Plan } from '../plan/plan.ts';
import { assetTables, type AssetRequest } from './assets.ts';
import { rateTable } from './exchange.ts';
import { FIGURE, figureTables, type FigureRequest } from './figures.ts';
import { spellSums } from './flow.ts';
import { DEPOSIT, depositTables, type DepositColumn } from './holding.ts';
import type { LakeShape } from './lake-shape.ts';
import { isCount, isMoney, loanFigureTable, loanFigureTables } from './loan-figures.ts';
import { CREDIT, creditTables } from './loan-reports.ts';
import { lowestTable } from './lowest.ts';
import { SPELL_PEAK, peakTables, type PeakRequest } from './peak.ts';
import type { PrefixRequest } from './prefix.ts';
import { PRODUCT, productTables } from './products.ts';
import { Requests } from './requests.ts';
import { rolloverTables, type RolloverRequest } from './rollovers.ts';
import { hasBookingsIn, isOpenIn, passes, passesEveryKind, whereAll } from './spell-test.ts';
import { daysToMaturity, originalTerm } from './term-length.ts';

/** What a deposit column is made of, as plain data. */
type DepositRequest =
  | { readonly of: 'sum'; readonly quantity: Quantity; readonly accounts: AccountSelection }
  | {
      readonly of:
        | 'count'
        | 'first_day'
        | 'lowest'
        | 'total_since_opened'
        | 'positive'
        | 'weighted'
        | 'weighted_days'
        | 'longest_term'
        | 'largest_spend'
        | 'last_activity';
      readonly accounts: AccountSelection;
    };

/** Collects what the metrics ask for and gives the common tables that answer it. */
export class Pieces implements SqlContext {
  readonly plan: Plan;
  readonly #shape: LakeShape;
  readonly #prefixes = new Requests<PrefixRequest>('sum_');
  readonly #deposits = new Requests<DepositRequest>('deposit_');
  readonly #lows = new Requests<AccountSelection>('low_');
  readonly #peaks = new Requests<PeakRequest>('peak_');
  readonly #loans = new Requests<LoanRequest>('loan_');
  readonly #loanFigures = new Requests<LoanFigureRequest>('loan_figure_');
  readonly #indicators = new Map<string, Expression>();
  readonly #products = new Requests<LoanRequest['as']>('product_');
  readonly #assets = new Requests<AssetRequest>('asset_');
  readonly #figures = new Requests<FigureRequest>('figure_');
  readonly #rollovers = new Requests<RolloverRequest>('rollover_');

  constructor(plan: Plan, shape: LakeShape) {
    this.plan = plan;
    this.#shape = shape;
  }

  customer(name: 'opened_on'): Expression {
    return column('customer', name);
  }

  windowSum(quantity: Quantity, accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'sum', quantity, accounts });
  }

  accountsCounted(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'count', accounts });
  }

  firstDay(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'first_day', accounts });
  }

  lowestBalance(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'lowest', accounts });
  }

  totalSinceOpened(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'total_since_opened', accounts });
  }

  longestTerm(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'longest_term', accounts });
  }

  largestSpend(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'largest_spend', accounts });
  }

  lastActivity(accounts: AccountSelection): Expression {
    return this.#deposit({ of: 'last_activity', accounts });
  }

  termWeights(
    accounts: AccountSelection,
    by: 'original_months' | 'remaining_days' = 'original_months',
  ): { readonly positive: Expression; readonly weighted: Expression } {
    return {
      positive: this.#deposit({ of: 'positive', accounts }),
      weighted: this.#deposit({ of: by === 'original_months' ? 'weighted' : 'weighted_days', accounts }),
    };
  }

  loanFigure(request: LoanFigureRequest): Expression {
    const value = column(loanFigureTable(request), this.#loanFigures.nameOf(request));
    return isCount(request) ? call('coalesce', value, integer(0)) : value;
  }

  productCount(as: LoanRequest['as']): Expression {
    return call('coalesce', column(PRODUCT, this.#products.nameOf(as)), integer(0));
  }

  assets(
    accounts: AccountSelection,
    { isSum, factors }: { readonly isSum: boolean; readonly factors: Factors },
  ): Expression {
    const request: AssetRequest = {
      window: accounts.window,
      isSum,
      factors,
      // Asked for, so that the parts stand in the relation that is read per currency.
      deposits: this.#depositName({ of: 'sum', quantity: isSum ? 'balance_days' : 'balance', accounts }),
      counted: this.#depositName({ of: 'count', accounts }),
    };
    return column(this.#assets.nameOf(request), 'value');
  }

  /** Last days on which holdings are looked at. */
  holdingDays(): readonly Day[] {
    return this.#assets.all().map(({ request }) => request.window.upTo);
  }

  indicator(name: string): Expression {
    const value = this.#indicators.get(name);
    assert(value !== undefined, `${name} stands before what is made of it`);
    return value;
  }

  /** Remembers what an indicator is, for those that are made of it. */
  define(name: string, value: Expression): Expression {
    this.#indicators.set(name, value);
    return value;
  }

  worstReport(request: LoanRequest): Expression {
    return column(CREDIT, this.#loans.nameOf(request));
  }

  figure(request: FigureRequest): Expression {
    return column(FIGURE, this.#figures.nameOf(request));
  }

  rollovers(accounts: AccountSelection, withinDays: number) {
    const name = this.#rollovers.nameOf({ accounts, withinDays });
    return { matured: column(name, 'matured'), renewed: column(name, 'renewed') };
  }

  /** Common tables for all that was asked, and the joins that bring them to `customer`. */
  tables(): { readonly with: readonly CommonTable[]; readonly joins: readonly Join[] } {
    const columns = this.depositColumns();
    const lows = this.#lows.all();
    const sums = spellSums(this.#prefixes, this.#shape);
    const peaks = peakTables(this.#peaks);
    const products = productTables(this.#products, this.plan);
    const loanFigures = loanFigureTables(this.#loanFigures, this.plan, products.length > 0);
    const deposits =
      columns.length === 0
        ? []
        : [
            ...sums.tables,
            ...peaks,
            ...lows.map(({ name, request }) => lowestTable(name, request, this.#shape)),
            ...depositTables(columns, {
              plan: this.plan,
              ofSpells: [...sums.relations, ...(peaks.length > 0 ? [SPELL_PEAK] : [])],
              lows: lows.map(({ name }) => name),
              isPlain: lows.length === 0 && this.#assets.all().length === 0 && this.#hasOneCurrency(),
            }),
          ];
    const credits = creditTables(this.#loans, this.plan.asOf);
    const figures = figureTables(this.#figures, this.plan.asOf);
    const hasMoney = deposits.length > 0 || loanFigures.relations.length > 0;
    const assets = this.#assets.all();
    const joins = [
      ...(deposits.length === 0 ? [] : [DEPOSIT]),
      ...(credits.length === 0 ? [] : [CREDIT]),
      ...loanFigures.relations,
      ...assets.map(({ name }) => name),
      ...(products.length === 0 ? [] : [PRODUCT]),
      ...(figures.length === 0 ? [] : [FIGURE]),
      ...this.#rollovers.all().map(({ name }) => name),
    ];
    return {
      with: [
        ...(hasMoney ? [rateTable(this.plan)] : []),
        ...deposits,
        ...credits,
        ...loanFigures.tables,
        ...assets.flatMap(({ name, request }) => assetTables(name, request, this.plan)),
        ...products,
        ...figures,
        ...rolloverTables(this.#rollovers, this.plan),
      ],
      joins: joins.map(customerJoin),
    };
  }

  /** What was asked for of loans that is money. */
  loanMoney(): readonly LoanFigureRequest[] {
    return this.#loanFigures
      .all()
      .map(({ request }) => request)
      .filter(isMoney);
  }

  /** The columns of {@link DEPOSIT} that were asked for. */
  depositColumns(): readonly DepositColumn[] {
    return this.#deposits.all().map(({ name, request }) => this.#depositColumn(name, request));
  }

  #hasOneCurrency(): boolean {
    const { currencies } = this.#shape;
    return currencies !== undefined && currencies.every((one) => one === this.plan.currency);
  }

  #deposit(request: DepositRequest): Expression {
    return column(DEPOSIT, this.#depositName(request));
  }

  #depositName(asked: DepositRequest): string {
    const { filter, window } = asked.accounts;
    const isAll = filter !== null && passesEveryKind(filter, this.#shape);
    const request = isAll ? { ...asked, accounts: { filter: null, window } } : asked;
    const name = this.#deposits.nameOf(request);
    // Asks for the parts now, so that the order of the pieces does not depend on when the tables are made.
    this.#depositColumn(name, request);
    return name;
  }

  #depositColumn(name: string, request: DepositRequest): DepositColumn {
    const { filter, window } = request.accounts;
    const counted = whenPasses(filter, isOpenIn(window), integer(1), integer(0));
    switch (request.of) {
      case 'count':
        return { name, kind: 'count', perSpell: counted };
      case 'first_day':
        return {
          name,
          kind: 'first_day',
          perSpell: whenPasses(filter, isOpenIn(window), column('spell', 'from_on'), nothing('date')),
        };
      case 'lowest':
      case 'total_since_opened':
        return {
          name,
          kind: 'money',
          from: {
            low: this.#lows.nameOf(request.accounts),
            of: request.of === 'lowest' ? 'low_minor' : 'sum_minor',
          },
          combine: 'sum',
          type: 'bigint',
          needs: counted,
        };
      case 'positive':
      case 'weighted':
      case 'weighted_days':
        return this.#weightColumn(name, request.of, request.accounts);
      case 'longest_term':
        return {
          name,
          kind: 'largest',
          perSpell: whenPasses(filter, isOpenIn(window), cast(originalTerm(), 'bigint'), nothing('bigint')),
        };
      case 'largest_spend': {
        const largest = call('coalesce', this.#peak({ of: 'largest_spend', window }), integer(0));
        return {
          name,
          kind: 'money',
          from: { perSpell: whenPasses(filter, hasBookingsIn(window), largest, nothing('bigint')) },
          combine: 'max',
          type: 'bigint',
          needs: whenPasses(filter, hasBookingsIn(window), integer(1), integer(0)),
        };
      }
      case 'last_activity':
        return {
          name,
          kind: 'last_day',
          perSpell: whenPasses(
            filter,
            null,
            this.#peak({ of: 'last_activity', upTo: window.upTo }),
            nothing('date'),
          ),
        };
      case 'sum':
        return this.#sumColumn(name, request.quantity, request.accounts);
    }
  }

  #sumColumn(name: string, quantity: Quantity, { filter, window }: AccountSelection): DepositColumn {
    const sum = this.#prefix(quantity, window);
    const perSpell = whenPasses(filter, null, sum, integer(0));
    switch (quantity) {
      case 'spend_count':
        return { name, kind: 'count', perSpell };
      case 'spend_sum':
      case 'salary_sum': {
        const needs = whenPasses(filter, hasBookingsIn(window), integer(1), integer(0));
        return { name, kind: 'money', from: { perSpell }, combine: 'sum', type: 'bigint', needs };
      }
      case 'balance':
      case 'balance_days':
      case 'month_end_sum': {
        const needs = whenPasses(filter, isOpenIn(window), integer(1), integer(0));
        return { name, kind: 'money', from: { perSpell }, combine: 'sum', type: 'bigint', needs };
      }
    }
  }

  #weightColumn(
    name: string,
    of: 'positive' | 'weighted' | 'weighted_days',
    accounts: AccountSelection,
  ): DepositColumn {
    const { filter, window } = accounts;
    const balance = this.#prefix('balance', window);
    const positive = choose([when(greaterThan(balance, integer(0)), balance)], integer(0));
    const weight = of === 'weighted_days' ? daysToMaturity(window.upTo) : originalTerm();
    const value = of === 'positive' ? positive : multiply(cast(positive, 'wide'), cast(weight, 'wide'));
    const type = of === 'positive' ? 'bigint' : 'wide';
    const isOpen = isOpenIn(window);
    return {
      name,
      kind: 'money',
      from: { perSpell: whenPasses(filter, isOpen, value, integer(0, type)) },
      combine: 'sum',
      type,
      needs: whenPasses(filter, isOpen, integer(1), integer(0)),
    };
  }

  #peak(request: PeakRequest): Expression {
    return column(SPELL_PEAK, this.#peaks.nameOf(request));
  }

  #prefix(quantity: Quantity, window: AccountSelection['window']): Expression {
    const after = quantity === 'balance' ? null : window.after;
    const name = this.#prefixes.nameOf({ quantity, after, upTo: window.upTo });
    return spellSums(this.#prefixes, this.#shape).valueOf(name);
  }
}

function whenPasses(
  filter: Condition | null,
  test: Expression | null,
  value: Expression,
  otherwise: Expression,
): Expression {
  const all = whereAll(passes(filter), test);
  return all === null ? value : choose([when(all, value)], otherwise);
}

function customerJoin(name: string): Join {
  return leftJoin(table(name), equal(column(name, 'customer_key'), column('customer', 'customer_key')));
}

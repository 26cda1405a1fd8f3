import { monthEndAfter } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Person } from '../person/person.ts';
import type { Random } from '../random/random.ts';
import type { Currency, HoldingProduct } from '../write/codes.ts';
import type { SourceFiles } from '../write/source-files.ts';

/** Customers of a wealth band who hold anything but deposits, in 1/1000. */
const holders = [8, 20, 60, 190, 420, 700] as const;
const holdingStream = 7;

interface Offer {
  readonly product: HoldingProduct;
  readonly weight: number;
  readonly currencies: readonly Currency[];
  /** The lowest and highest change of its value in a month, in 1/1000. */
  readonly moves: readonly [number, number];
}

const offers: readonly Offer[] = [
  { product: 'steady', weight: 34, currencies: ['CNY'], moves: [1, 3] },
  { product: 'closed', weight: 16, currencies: ['CNY'], moves: [2, 4] },
  { product: 'moneyMarket', weight: 22, currencies: ['CNY'], moves: [1, 2] },
  { product: 'equity', weight: 12, currencies: ['CNY'], moves: [-80, 90] },
  { product: 'insurance', weight: 12, currencies: ['CNY'], moves: [0, 3] },
  { product: 'foreignWealth', weight: 2, currencies: ['USD', 'HKD'], moves: [2, 4] },
  { product: 'foreignFund', weight: 2, currencies: ['USD', 'HKD'], moves: [-60, 70] },
];
const weights = offers.map(({ weight }) => weight);
/** Sizes in foreign currency are those in yuan divided by about the rate. */
const perYuan: Readonly<Record<Currency, number>> = { CNY: 1, USD: 7, HKD: 1 };

/** What customers hold beside deposits, valued at every month end from the one before the period; sold, a row says 0. */
export class Holdings {
  private readonly files: SourceFiles;
  private readonly period: Period;
  private readonly random: Random;
  private readonly seed: number;

  constructor(files: SourceFiles, period: Period, random: Random, seed: number) {
    this.files = files;
    this.period = period;
    this.random = random;
    this.seed = seed;
  }

  write(person: Person, customer: Uint8Array): void {
    const { random } = this;
    if (person.leftOn !== null || person.status === 'dormant') return;
    random.reseed(this.seed, holdingStream, person.number);
    if (!random.chance(holders[person.band] ?? 0)) return;
    const count = person.band < 3 ? 1 : random.between(1, person.band - 1);
    const chosen = new Set(Array.from({ length: count }, () => random.weighted(weights)));
    for (const index of chosen) {
      const offer = offers[index] as Offer;
      const fen = Math.floor((person.wealth * random.between(15, 160)) / (100 * chosen.size));
      this.follow(person, customer, offer, Math.max(fen, 10_000));
    }
  }

  private follow(person: Person, customer: Uint8Array, offer: Offer, fen: number): void {
    const { random, period, files } = this;
    const currency = random.pick(offer.currencies);
    const bought = random.chance(250) ? random.below(period.months) : -1;
    const sold = random.chance(200) ? random.between(bought + 1, period.months + 6) : period.months + 6;
    let value = Math.max(Math.floor(fen / perYuan[currency]), 1_000);
    const units = Math.floor(value / 100);
    const [least, most] = offer.moves;
    for (let month = bought; month < Math.min(period.months, sold + 1); month++) {
      const asOf = monthEndAfter(period.dataFrom, month);
      value += Math.floor((value * random.between(least, most)) / 1000);
      if (asOf < person.openedOn) continue;
      const isSold = month === sold;
      files.writeHolding(customer, offer.product, asOf, isSold ? 0 : units, isSold ? 0 : value, currency);
    }
  }
}

import { Random } from '../random/random.ts';
import { decode, encode } from './encoding.ts';
import type { ColumnKind, FileFormat } from './file-formats.ts';

export const faults = [
  'bad-date',
  'unknown-code',
  'broken-reference',
  'bad-number',
  'stray-delimiter',
  'duplicate',
] as const;

export type Fault = (typeof faults)[number];

/** Rows that were added with a fault: file name → fault → number. */
export type FaultCounts = Readonly<Record<string, Readonly<Partial<Record<Fault, number>>>>>;

const spoiledKind: Readonly<Partial<Record<Fault, ColumnKind>>> = {
  'bad-date': 'date',
  'unknown-code': 'code',
  'broken-reference': 'reference',
  'bad-number': 'number',
};

const spoiledText: Readonly<Partial<Record<Fault, string>>> = {
  'bad-date': '20260231',
  'unknown-code': '#N/A',
  'broken-reference': '000000000000000',
  'bad-number': '12.3.4',
};

const spoilerStream = 900;

/**
 * Adds spoiled rows behind good ones: a copy with one fault. The good rows stay as they are, so a bank with
 * dirty rows holds the same truth as the clean one, and every rejected row is one that was added here.
 */
export class Spoiler {
  private readonly random = new Random();
  private readonly perMillion: number;
  private readonly counted = new Map<string, Map<Fault, number>>();

  /** `perMillion` of a million rows are followed by a spoiled one. */
  constructor(seed: number, perMillion: number) {
    this.random.reseed(seed, spoilerStream, 0);
    this.perMillion = perMillion;
  }

  /** The spoiled copy of `row` (without line end), or null for most rows. */
  spoil(format: FileFormat, row: Uint8Array): Buffer | null {
    if (this.random.below(1_000_000) >= this.perMillion) return null;
    const fault = this.random.pick(possibleFaults(format));
    const counts = this.counted.get(format.name) ?? new Map<Fault, number>();
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
    this.counted.set(format.name, counts);
    return this.withFault(format, row, fault);
  }

  counts(): FaultCounts {
    return Object.fromEntries([...this.counted].map(([name, counts]) => [name, Object.fromEntries(counts)]));
  }

  private withFault(format: FileFormat, row: Uint8Array, fault: Fault): Buffer {
    // Decoded first: the second byte of a character may be that of a delimiter.
    const fields = decode(row).split(format.delimiter);
    if (fault === 'stray-delimiter') fields.push('');
    const kind = spoiledKind[fault];
    if (kind !== undefined) {
      const places = format.columns.flatMap((column, index) => (column.kind === kind ? [index] : []));
      fields[this.random.pick(places)] = spoiledText[fault] ?? '';
    }
    return encode(fields.join(format.delimiter));
  }
}

/** Only bookings have an id by which a second copy is known to be one. */
function possibleFaults(format: FileFormat): readonly Fault[] {
  const kinds = new Set<ColumnKind>(format.columns.map((column) => column.kind));
  return faults.filter((fault) => {
    if (fault === 'stray-delimiter') return true;
    if (fault === 'duplicate') return format.name.startsWith('entry');
    const kind = spoiledKind[fault];
    return kind !== undefined && kinds.has(kind);
  });
}

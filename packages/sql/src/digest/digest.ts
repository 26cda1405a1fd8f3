import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { aggregate, call, cast, integer, sumOf } from '../syntax/build.ts';
import { named, select, type Query, type Source } from '../syntax/query.ts';
import { canonicalRow, canonicalRowSql, type DigestColumn, type DigestValue } from './canonical-row.ts';

/**
 * Sums that rows add up to, in any order, over any partition. `limbs` are Σ of the four 32-bit limbs of each row's MD5:
 * 2^31 rows fit in 63 bits. Equality only; files carry SHA-256 against tampering.
 */
export interface DigestSums {
  readonly rows: bigint;
  readonly limbs: readonly [bigint, bigint, bigint, bigint];
}

/** Query whose single row holds `rows`, `limb_0` … `limb_3` over `source`. */
export function digestQuery(source: Source, columns: readonly DigestColumn[]): Query {
  const canonical = canonicalRowSql(columns);
  const limbs = [0, 1, 2, 3].map((index) =>
    named(`limb_${index}`, sumOf(call('hash_limb', canonical, integer(index, 'integer')))),
  );
  return select({ columns: [named('rows', cast(aggregate('count'), 'bigint')), ...limbs], from: source });
}

/** The sums of rows held in memory. */
export function digestSums(
  columns: readonly DigestColumn[],
  rows: Iterable<readonly DigestValue[]>,
): DigestSums {
  let count = 0n;
  const limbs: [bigint, bigint, bigint, bigint] = [0n, 0n, 0n, 0n];
  for (const row of rows) {
    count += 1n;
    const hash = md5(utf8ToBytes(canonicalRow(columns, row)));
    const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
    limbs[0] += BigInt(view.getUint32(0));
    limbs[1] += BigInt(view.getUint32(4));
    limbs[2] += BigInt(view.getUint32(8));
    limbs[3] += BigInt(view.getUint32(12));
  }
  return { rows: count, limbs };
}

/** The digest: SHA-256, in hex, of the column names, the row count and the sums. */
export function digestOf(columns: readonly DigestColumn[], sums: DigestSums): string {
  const names = columns.map(({ name }) => name).join(',');
  return bytesToHex(sha256(utf8ToBytes(['gradus-digest-1', names, sums.rows, ...sums.limbs].join('\n'))));
}

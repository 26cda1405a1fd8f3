import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import { parseDay } from '@gradus/schema';
import { readSpells } from './records.ts';

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  await session.run(`
    CREATE TEMP TABLE spell AS
    SELECT
      k::BIGINT AS spell_key, a::BIGINT AS account_key, c::BIGINT AS customer_key, 'term' AS kind, NULL::VARCHAR AS product,
      'CNY' AS currency, f::DATE AS from_on, t::DATE AS to_on, DATE '2025-01-01' AS account_opened_on,
      NULL::INTEGER AS term_months, NULL::DATE AS matures_on, true AS opening_known
    FROM (VALUES
      (1024, 1, 1, '2025-01-01', '2025-06-01'),
      (1025, 1, 2, '2025-06-01', '2025-09-01'),
      (2048, 2, 1, '2025-01-01', '2025-07-01'),
      (2049, 2, 2, '2025-07-01', NULL),
      (3072, 3, 1, '2025-01-01', '2025-03-01'),
      (4096, 4, 2, '2025-01-01', '2025-02-01')
    ) AS row(k, a, c, f, t)`);
  await session.run(`
    CREATE TEMP TABLE movement AS
    SELECT 0::BIGINT AS spell_key, DATE '2025-01-01' AS moved_on, 0::BIGINT AS amount_minor, 'other' AS purpose WHERE false`);
});
afterAll(async () => session.close());

test('an account that a customer gave away is closed when its last owner closes it', async () => {
  const spells = await readSpells(session, 1n);
  expect(spells.map(({ spellKey, toOn, accountClosedOn }) => [spellKey, toOn, accountClosedOn])).toEqual([
    [1024n, parseDay('2025-06-01'), parseDay('2025-09-01')],
    [2048n, parseDay('2025-07-01'), null],
    [3072n, parseDay('2025-03-01'), parseDay('2025-03-01')],
  ]);
});

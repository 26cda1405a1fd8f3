import { expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

const more = `
  tier_state:
    file: tiers.csv
    fields:
      customer_id: id
      tier: { column: star, codes: { '7': premium, '5': good } }
      since: since
      held_until: held
      falling_since: falling
      last_veto: veto
      as_of: day
  customer_link:
    file: links.csv
    fields: { from: old, to: new, valid_from: day }`;

const mapping = smallMapping({ head: 'tolerance: 5', more });

const files = (tiers: string, links: string) => ({
  ...smallFiles,
  'tiers.csv': `id,star,since,held,falling,veto,day\n${tiers}`,
  'links.csv': `old,new,day\n${links}`,
});

const states =
  'SELECT i.external_id, t.tier, t.since, t.held_until, t.falling_since, t.last_veto, t.as_of FROM tier_state t JOIN identity i ON i.entity_key = t.customer_key AND i.entity = $$customer$$ ORDER BY ALL';
const links =
  'SELECT a.external_id, b.external_id AS other, l.valid_from FROM customer_link l JOIN identity a ON a.entity_key = l.from_customer_key AND a.entity = $$customer$$ JOIN identity b ON b.entity_key = l.to_customer_key AND b.entity = $$customer$$ ORDER BY ALL';

test('tiers granted before, with their clocks, and links between customers reach the lake under keys', async () => {
  await using lake = await TrialLake.open();
  const tiers =
    'C1,7,2023-05-31,2024-05-31,,,2024-06-30\nC2,5,2024-02-29,,2024-06-30,2024-03-01,2024-06-30\n';
  const report = await lake.import(mapping, files(tiers, 'C2,C1,2024-05-01\n'));
  expect(report.status).toBe('accepted');
  expect(await lake.texts(states)).toEqual([
    'C1 premium 19508 19874 null null 19904',
    'C2 good 19782 null 19904 19783 19904',
  ]);
  expect(await lake.texts(links)).toEqual(['C2 C1 19844']);
});

test('a later day stands beside an earlier one; the same day is replaced', async () => {
  await using lake = await TrialLake.open();
  await lake.import(mapping, files('C1,7,2023-05-31,,,,2024-05-31\n', ''));
  await lake.import(mapping, files('C1,5,2023-05-31,,,,2024-05-31\nC1,5,2024-06-30,,,,2024-06-30\n', ''));
  expect(await lake.texts(states)).toEqual([
    'C1 good 19508 null null null 19874',
    'C1 good 19904 null null null 19904',
  ]);
});

test.each([
  ['C9,7,2023-05-31,,,,2024-06-30', '', 'intake.unknown-reference'],
  ['C1,7,2024-07-01,,,,2024-06-30', '', 'intake.days-out-of-order'],
  ['C1,7,2023-05-31,,2024-07-01,,2024-06-30', '', 'intake.days-out-of-order'],
  ['C1,7,2023-05-31,,,2024-07-01,2024-06-30', '', 'intake.days-out-of-order'],
  ['', 'C1,C9,2024-05-01', 'intake.unknown-reference'],
  ['', 'C9,C1,2024-05-01', 'intake.unknown-reference'],
])('%s %s is rejected: %s', async (tiers, link, code) => {
  await using lake = await TrialLake.open();
  const report = await lake.import(mapping, files(`${tiers}\n`, `${link}\n`));
  expect(report.rejects.byCode.map((one) => one.code)).toEqual([code]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../../trial/trial-lake.ts';

/** Rows that are rejected because another row was, or is not taken. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const more = `
  loan:
    file: loans.csv
    fields: { loan_id: id, opened_on: opened }
  loan_party:
    file: parties.csv
    fields: { loan_id: loan, customer_id: customer, role: { value: borrower } }
  customer_link:
    file: links.csv
    fields: { from: old, to: new, valid_from: day }`;

const customerFeed = (condition: string): string => `
  customer:
    file: customers.csv
    ${condition}
    fields: { customer_id: id, opened_on: opened, birth_year: born }`;

/** C3 has no day, C4 may be left out, C9 is nowhere; each has an account with a booking. */
const files: TrialFiles = {
  ...smallFiles,
  'customers.csv': 'id,opened,born\nC1,2020-01-01,1980\nC3,2020-13-01,\nC4,2020-01-01,1900\n',
  'accounts.csv':
    'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,\nA3,C3,demand,2020-01-01,,\nA4,C4,demand,2020-01-01,,\nA9,C9,demand,2020-01-01,,\n',
  'entries.csv':
    'id,account,day,amount,purpose\n1,A1,2024-01-10,1,other\n3,A3,2024-01-10,1,other\n4,A4,2024-01-10,1,other\n5,A4,2024-01-11,1,other\n9,A9,2024-01-10,1,other\n',
  'loans.csv': 'id,opened\nL1,2020-01-01\nL3,2020-01-32\n',
  'parties.csv': 'loan,customer\nL1,C4\nL3,C1\nL9,C1\n',
  'links.csv': 'old,new,day\nC1,C3,2024-01-10\nC4,C1,2024-01-10\n',
};

const importWith = (condition: string) =>
  lake.import(smallMapping({ head: 'tolerance: 100%', customer: customerFeed(condition), more }), files);

test.each(['where: { born: [1980, ""] }', 'except: { born: 1900 }'])(
  'are told apart by why what they name is unknown: %s',
  async (condition) => {
    const { rejects, tables } = await importWith(condition);
    const found = rejects.byCode
      .filter(({ code }) => code.endsWith('-reference'))
      .map(
        ({ table, field, code, count, values, isConsequence }) =>
          `${table} ${field} ${code} ${count} of ${values}${isConsequence ? ', follows' : ''}`,
      );
    expect(found.toSorted()).toEqual([
      'account customer_id intake.left-out-reference 1 of 1, follows',
      'account customer_id intake.rejected-reference 1 of 1, follows',
      'account customer_id intake.unknown-reference 1 of 1',
      'customer_link from intake.left-out-reference 1 of 1, follows',
      'customer_link to intake.rejected-reference 1 of 1, follows',
      'entry account_id intake.left-out-reference 2 of 1, follows',
      'entry account_id intake.rejected-reference 2 of 2, follows',
      'loan_party customer_id intake.left-out-reference 1 of 1, follows',
      'loan_party loan_id intake.rejected-reference 1 of 1, follows',
      'loan_party loan_id intake.unknown-reference 1 of 1',
    ]);
    expect(tables[0]).toMatchObject({ table: 'customer', read: 2, rejected: 1, leftOut: 1 });
    expect(tables[1]).not.toHaveProperty('leftOut');
  },
);

test('a row that is rejected is not as if left out, though another row of its id is', async () => {
  const twice = { ...files, 'customers.csv': `${String(files['customers.csv'])}C3,2020-01-01,1900\n` };
  const mapping = smallMapping({ head: 'tolerance: 100%', customer: customerFeed('except: { born: 1900 }') });
  const { rejects } = await lake.import(mapping, twice);
  const ofAccounts = rejects.byCode.filter(({ table }) => table === 'account');
  expect(ofAccounts.map(({ code, count }) => `${code} ${count}`).toSorted()).toEqual([
    'intake.left-out-reference 1',
    'intake.rejected-reference 1',
    'intake.unknown-reference 1',
  ]);
});

test('what another delivery brought is known, whatever this one leaves out', async () => {
  const accept = smallMapping({
    customer: customerFeed('where: { id: [C1, C4] }'),
    account: null,
    entry: null,
  });
  expect((await lake.import(accept, files)).status).toBe('accepted');
  const { rejects } = await importWith('except: { born: 1900 }');
  expect(rejects.byCode.filter(({ code }) => code === 'intake.left-out-reference')).toEqual([]);
});

test('count apart in what a refusal says', async () => {
  const mapping = smallMapping({ customer: customerFeed('except: { born: 1900 }'), more });
  const { reasons } = await lake.import(mapping, files);
  const followingOf = (name: string): unknown => reasons.find(({ path }) => path === `tables.${name}`)?.data;
  expect(followingOf('customer')).toMatchObject({ rejected: '1', following: '0' });
  expect(followingOf('account')).toMatchObject({ rejected: '3', following: '2' });
  expect(followingOf('customer_link')).toMatchObject({ rejected: '2', following: '2' });
});

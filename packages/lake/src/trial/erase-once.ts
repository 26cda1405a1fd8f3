// Erases one customer in a process of its own, which the test then kills: node erase-once.ts LAKE CUSTOMER
import { eraseCustomers } from '../erase/erase-customers.ts';

const [lakeDirectory = '', customer = ''] = process.argv.slice(2);
process.stdout.write('begin\n');
const erasure = await eraseCustomers({
  lakeDirectory,
  customerIds: [customer],
  reason: null,
  now: 1_719_820_800_000_000n,
  memoryMib: 512,
});
process.stdout.write(`erased ${erasure.customers}\n`);

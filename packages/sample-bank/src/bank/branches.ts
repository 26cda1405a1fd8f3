import type { Random } from '../random/random.ts';
import { cities, quarters } from '../person/names.ts';
import { encode } from '../write/encoding.ts';
import type { SourceFiles } from '../write/source-files.ts';

/** Customers to a branch; a bank has three at least. */
const customersPerBranch = 400;

/** Writes the branches of a bank of `customers` customers and returns their ids. */
export function writeBranches(files: SourceFiles, customers: number): readonly Uint8Array[] {
  const count = Math.max(3, Math.ceil(customers / customersPerBranch));
  return Array.from({ length: count }, (_, index) => {
    const id = encode(String(80_000 + index + 1));
    const city = cities[index % cities.length] as string;
    const round = Math.floor(index / (cities.length * quarters.length));
    const quarter = quarters[Math.floor(index / cities.length) % quarters.length] as string;
    const name = `${city.slice(0, -1)}${quarter}${round === 0 ? '' : `第${round + 1}`}支行`;
    files.branch.text(id).text(encode(name)).text(encode(city)).endRow();
    return id;
  });
}

/** A branch for a customer: the first ones, in the inner cities, are larger. */
export function drawBranch(random: Random, branches: readonly Uint8Array[]): Uint8Array {
  const index = Math.min(
    random.below(branches.length),
    random.chance(400) ? random.below(branches.length) : branches.length,
  );
  return branches[index] as Uint8Array;
}

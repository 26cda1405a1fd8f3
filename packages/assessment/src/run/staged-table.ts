import { quoteName, type RunOptions, type Session } from '@gradus/engine';
import { dialects, printQuery, renameParts, stagesOf, type Select, type Stage } from '@gradus/sql';

/** How a table is made in parts, one after the other, each of which reads some rows of some relations. */
export interface Slicing {
  /** Relations of which a part reads only the rows for which its condition holds, unless the query reads them whole. */
  readonly relations: readonly string[];
  /** SQL over the columns that they share; every row satisfies exactly one. */
  readonly conditions: readonly string[];
}

/**
 * Makes the temporary table `name` of the rows of `query`, its common tables one after the other: whatever is joined or grouped
 * has the memory to itself. With more than one condition, all that depends on the sliced relations is made once for each, and
 * the rest once for all. `query` must give the rows of every slice without those of the others.
 *
 * No relation of the session may have the name of a common table. Progress is that of the steps, taken to be of one length.
 */
export async function makeInStages(
  session: Session,
  name: string,
  { query, slicing }: { readonly query: Select; readonly slicing: Slicing },
  options: RunOptions = {},
): Promise<void> {
  const { relations, conditions } = slicing;
  const ofSlice = new Map(relations.map((relation) => [relation, `${relation}_slice`]));
  const isSliced = conditions.length > 1;
  const stages = stagesOf(name, isSliced ? renameParts(query, ofSlice) : query);
  const own = isSliced ? readersOf(stages, ofSlice.values()) : stages;
  const shared = stages.filter((stage) => !own.includes(stage));
  const count = shared.length + own.length * conditions.length;
  const made = new Set<string>();
  let done = 0;
  const make = async (stage: Stage, isAdded: boolean): Promise<void> => {
    const before = done;
    const { signal, onProgress } = options;
    const target = quoteName(stage.name);
    await session.run(
      `${isAdded ? `INSERT INTO ${target}` : `CREATE TEMP TABLE ${target} AS`}\n${printQuery(stage.query, dialects.duckdb)}`,
      { signal, onProgress: onProgress && ((share) => onProgress((before + share) / count)) },
    );
    done += 1;
    made.add(stage.name);
  };
  const drop = async (some: readonly string[]): Promise<void> => {
    for (const one of some) await session.run(`DROP TABLE IF EXISTS ${quoteName(one)}`);
  };
  try {
    for (const stage of shared) await make(stage, false);
    for (const [index, condition] of conditions.entries()) {
      if (isSliced) await offerSlice(session, ofSlice, condition);
      for (const [at, stage] of own.entries()) {
        await make(stage, index > 0 && stage.name === name);
        await drop(lastReadIn(own, at));
      }
    }
  } finally {
    await drop([...made].filter((one) => one !== name));
  }
}

async function offerSlice(
  session: Session,
  names: ReadonlyMap<string, string>,
  condition: string,
): Promise<void> {
  for (const [relation, slice] of names) {
    await session.run(
      `CREATE OR REPLACE TEMP VIEW ${quoteName(slice)} AS SELECT * FROM ${quoteName(relation)} WHERE ${condition}`,
    );
  }
}

/** Stages that read some relations, themselves or through other stages. */
function readersOf(stages: readonly Stage[], relations: Iterable<string>): readonly Stage[] {
  const names = new Set(relations);
  return stages.filter((stage) => {
    const isReader = [...stage.reads].some((read) => names.has(read));
    if (isReader) names.add(stage.name);
    return isReader;
  });
}

/** Names of the stages that nothing reads after the one at `at`. */
function lastReadIn(stages: readonly Stage[], at: number): string[] {
  return stages
    .slice(0, at)
    .map((stage) => stage.name)
    .filter((one) => stages.findLastIndex((stage) => stage.reads.has(one)) === at);
}

// Files and folders are named in kebab-case, after what they hold.
import type { Finding } from '../source/finding.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|bench|d))?(\.(ts|tsx|mjs|case))?$/;

/** Names that say nothing about what is inside, as a whole name or as one of its words. */
const BANNED = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'misc']);

/** What is wrong with the names of one path, its folders included. */
export function checkFileName(path: string): Finding[] {
  return path.split('/').flatMap((name) => {
    if (!KEBAB.test(name)) {
      const instead = 'use lower-case words joined by hyphens';
      return [{ path, line: 0, problem: `the name "${name}" is not kebab-case`, instead }];
    }
    const word = name.split(/[-.]/).find((one) => BANNED.has(one));
    if (word === undefined) return [];
    const instead = 'name it after the thing it holds, or put each part where it is used';
    return [{ path, line: 0, problem: `the name "${name}" contains "${word}"`, instead }];
  });
}

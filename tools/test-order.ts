import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Folders whose tests take in whole banks or start whole programs. */
const longest = ['/conformance/', '/packages/cli/'];

/**
 * Starts with the tests that may take minutes, whatever the size of their file: the last one to begin would otherwise hold up the run
 * while the other cores have nothing left to do.
 */
export default class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      longest.some((folder) => moduleId.replaceAll('\\', '/').includes(folder));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

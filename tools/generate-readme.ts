// Writes into the READMEs what the commands of their tours print now, and the files that they show.
// Run: node tools/generate-readme.ts
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { includeFiles } from './included-file.ts';
import { walkTour } from './tour.ts';

export const readmes = [
  { file: 'README.md', language: 'en_US.UTF-8' },
  { file: 'README.zh-CN.md', language: 'zh_CN.UTF-8' },
] as const;

if (import.meta.main) {
  for (const { file, language } of readmes) {
    const path = join(import.meta.dirname, '..', file);
    const folder = mkdtempSync(join(tmpdir(), 'gradus-tour-'));
    try {
      writeFileSync(path, await walkTour(includeFiles(readFileSync(path, 'utf8')), folder, language));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

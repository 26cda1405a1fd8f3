// Writes the list of metrics into docs/language.md from their registry.
// Run: node tools/generate-language.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { metricMeanings, type MetricMeaning } from '@gradus/policy';

/** The metrics as a Markdown table, by name. */
export function metricTable(meanings: ReadonlyMap<string, MetricMeaning>): string {
  const rows = [...meanings.values()].map(({ name, title, summary, unit, parameters }) => {
    const words = `**${title['zh-CN']}** ${summary.en}`;
    return `| \`${name}\` | ${words} | ${unit ?? 'stated'} | ${parameterNames(parameters)} |`;
  });
  return ['| metric | meaning | unit | keys |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function parameterNames(parameters: MetricMeaning['parameters']): string {
  const names = [
    parameters.window === 'none' ? [] : [parameters.window === 'optional' ? 'window?' : 'window'],
    parameters.accounts ? ['accounts?'] : [],
    parameters.denominator ? ['denominator?'] : [],
    parameters.tolerance ? ['tolerance?'] : [],
    parameters.atLeast ? ['at_least?'] : [],
    parameters.as ? ['as?'] : [],
    parameters.maxAge === 'none' ? [] : [parameters.maxAge === 'optional' ? 'max_age?' : 'max_age'],
    parameters.fact ? ['name'] : [],
    parameters.factors ? ['factors?'] : [],
    parameters.against ? ['against?'] : [],
    parameters.within ? ['within?'] : [],
    parameters.operands ? ['of', 'to'] : [],
  ].flat();
  return names.map((name) => `\`${name}\``).join(', ');
}

if (import.meta.main) {
  const page = new URL('../docs/language.md', import.meta.url);
  const text = readFileSync(page, 'utf8');
  const marked = /<!-- metrics -->\n[\s\S]*?<!-- \/metrics -->/;
  writeFileSync(
    page,
    text.replace(marked, () => `<!-- metrics -->\n${metricTable(metricMeanings)}<!-- /metrics -->`),
  );
}

import type { LocalText } from '@gradus/schema';
import type { DocumentIndicator } from '../document/policy-document.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import type { ResolvedIndicator } from '../plan/resolve-indicator.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import type { ConditionComparison } from './condition-difference.ts';
import { change, type PolicyChange } from './policy-change.ts';
import { writtenText } from './written-text.ts';

/** Changes of what is measured. What reads a figure is named with it, because its meaning changes too. */
export function indicatorChanges(
  before: ResolvedPolicy,
  after: ResolvedPolicy,
  conditions: ConditionComparison,
): PolicyChange[] {
  const old = new Map(before.indicators.map((one) => [one.written.name, one]));
  const now = new Map(after.indicators.map((one) => [one.written.name, one]));
  const changes: PolicyChange[] = [];
  for (const [name, one] of now) {
    const was = old.get(name);
    const at = `indicators.${name}`;
    if (was === undefined) {
      changes.push(change('indicator.added', at, name, { after: one.meaning.name, effect: 'none' }));
    } else {
      changes.push(...settingChanges(was, one, readersOf(name, after), conditions));
    }
  }
  for (const [name, one] of old) {
    if (now.has(name)) continue;
    const parts = { before: one.meaning.name, effect: 'none' as const };
    changes.push(change('indicator.removed', `indicators.${name}`, name, parts));
  }
  return changes;
}

function settingChanges(
  before: ResolvedIndicator,
  after: ResolvedIndicator,
  readers: readonly string[],
  conditions: ConditionComparison,
): PolicyChange[] {
  const { name } = after.written;
  const at = `indicators.${name}`;
  const effect = readers.length === 0 ? 'none' : 'either';
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  const readBy: LocalText | null =
    readers.length === 0
      ? null
      : { en: `read by ${readers.join(', ')}`, 'zh-CN': `用于 ${readers.join('、')}` };
  return [...keys].flatMap((key) => {
    const values = { before: old[key] ?? null, after: now[key] ?? null };
    if (values.before === values.after) return [];
    if (key === 'title') return [change('indicator.title', at, name, { ...values, effect: 'none' })];
    if (key === 'metric') return [change('indicator.metric', at, name, { ...values, effect, note: readBy })];
    if (key === 'window') return [change('indicator.window', at, name, { ...values, effect, note: readBy })];
    if (key === 'accounts') {
      const always = { kind: 'constant', value: true } as const;
      const filters = [before.parameters.accounts ?? always, after.parameters.accounts ?? always] as const;
      if (conditions.compare(...filters).relation === 'equivalent') return [];
      return [change('indicator.accounts', at, name, { ...values, effect, note: readBy })];
    }
    return [change('indicator.setting', at, `${name}.${key}`, { ...values, effect, note: readBy })];
  });
}

/** Settings with their defaults filled in, so that writing a default out is no change. */
function settingsOf({
  written,
  unit,
  parameters,
  meaning,
}: ResolvedIndicator): Record<string, string | null> {
  const { name: _, ...asWritten } = written;
  const settings: Partial<DocumentIndicator> & Record<string, unknown> = { ...asWritten, unit };
  for (const [key, value] of Object.entries(parameters)) {
    if (key !== 'accounts' && key !== 'atLeastMinor') settings[key] = value;
  }
  const entries = Object.entries({ ...settings, title: written.title ?? meaning.title });
  return Object.fromEntries(entries.map(([key, value]) => [key, writtenText(value)]));
}

/** What reads an indicator: `score`, rules by id, tiers with a cure, the population. */
export function readersOf(name: string, policy: ResolvedPolicy): string[] {
  const { characteristics, rules, population, tiers } = policy;
  return [
    ...characteristics.filter((one) => one.name === name).map(() => 'score'),
    ...rules.filter(({ when }) => columnsOf(when).has(name)).map(({ id }) => `rule ${id}`),
    ...population.filter(({ when }) => columnsOf(when).has(name)).map(({ reason }) => `population ${reason}`),
    ...tiers
      .filter(({ cure }) => cure?.when !== undefined && cure.when !== null && columnsOf(cure.when).has(name))
      .map(({ id }) => `cure of ${id}`),
  ];
}

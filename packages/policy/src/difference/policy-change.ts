import type { LocalText } from '@gradus/schema';
import { aspects, type Aspect } from './aspect.ts';

/** What a change can do to a customer's tier or treatments. `either`: better for some, worse for others, or not known. */
export type Effect = 'better' | 'worse' | 'either' | 'none';

/** One thing that means something else in the new policy. */
export interface PolicyChange {
  /** What kind of setting, such as `rule.condition`; scripts may rest on it. */
  readonly kind: Aspect;
  /** Where it stands: `rules.overdue`, `tiers.gold`. */
  readonly at: string;
  /** As written, in natural units; null: it was not there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly effect: Effect;
  /** In words, with subject and both values. */
  readonly text: Required<LocalText>;
  /** A made-up customer to whom the change matters; its values in natural units. */
  readonly example: readonly ExampleValue[] | null;
}

export interface ExampleValue {
  readonly name: string;
  /** Null when missing. */
  readonly value: string | null;
}

export interface ChangeParts {
  readonly before?: string | null;
  readonly after?: string | null;
  readonly effect: Effect;
  readonly example?: readonly ExampleValue[] | null;
  /** Said after the values. */
  readonly note?: LocalText | null;
}

/** A change with its words. `subject` is how a person calls what changed. */
export function change(kind: Aspect, at: string, subject: string, parts: ChangeParts): PolicyChange {
  const { before = null, after = null, effect, example = null, note = null } = parts;
  const title = aspects[kind];
  const said = { en: note?.en ?? '', 'zh-CN': note?.['zh-CN'] ?? '' };
  const tail = {
    en: `${said.en === '' ? '' : `; ${said.en}`}${exampleText(example, 'en')}`,
    'zh-CN': `${said['zh-CN'] === '' ? '' : `；${said['zh-CN']}`}${exampleText(example, 'zh-CN')}`,
  };
  const values = (none: string): string => {
    if (before === null && after === null) return '';
    return `: ${before ?? none} → ${after ?? none}`;
  };
  return {
    kind,
    at,
    before,
    after,
    effect,
    example,
    text: {
      en: `${subject}: ${title.en}${values('none')}${tail.en}`,
      'zh-CN': `${subject}：${title['zh-CN']}${values('无').replace(': ', '：')}${tail['zh-CN']}`,
    },
  };
}

function exampleText(example: readonly ExampleValue[] | null, locale: 'en' | 'zh-CN'): string {
  if (example === null || example.length === 0) return '';
  const missing = locale === 'en' ? 'missing' : '缺失';
  const list = example.map(({ name, value }) => `${name} = ${value ?? missing}`).join(', ');
  return locale === 'en' ? `; for example ${list}` : `；例如 ${list}`;
}

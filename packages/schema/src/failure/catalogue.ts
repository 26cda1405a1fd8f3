import { assessmentMessages } from './assessment-messages.ts';
import { commandMessages } from './command-messages.ts';
import { engineMessages } from './engine-messages.ts';
import { fairnessMessages } from './fairness-messages.ts';
import { forwardMessages } from './forward-messages.ts';
import { intakeMessages } from './intake-messages.ts';
import { lakeMessages } from './lake-messages.ts';
import type { Message } from './message.ts';
import { policyMessages } from './policy-messages.ts';
import { takeoverMessages } from './takeover-messages.ts';
import type { Locale } from '../local-text.ts';

/** Every code that a user can meet. docs/errors.md and the tests are held against this list. */
export const catalogue = {
  ...policyMessages,
  ...intakeMessages,
  ...lakeMessages,
  ...engineMessages,
  ...assessmentMessages,
  ...fairnessMessages,
  ...forwardMessages,
  ...takeoverMessages,
  ...commandMessages,
} as const;

export type Catalogue = typeof catalogue;
export type Code = keyof Catalogue;
export type DataOf<C extends Code> = Catalogue[C] extends Message<infer Data> ? Data : never;

/** Text of a code in one language. */
export function describe<C extends Code>(code: C, data: DataOf<C>, locale: Locale): string {
  const entry = catalogue[code] as Message<DataOf<C>>;
  return entry[locale](data);
}

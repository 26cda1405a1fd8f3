import { intakeChangeMessages } from './intake-change-messages.ts';
import { intakeControlMessages } from './intake-control-messages.ts';
import { intakeMappingMessages } from './intake-mapping-messages.ts';
import { intakeQueryMessages } from './intake-query-messages.ts';
import { intakeRefusalMessages } from './intake-refusal-messages.ts';
import { intakeRejectMessages } from './intake-reject-messages.ts';
import { intakeSelectionMessages } from './intake-selection-messages.ts';
import { intakeSourceMessages } from './intake-source-messages.ts';

/** All that can be said about taking in a delivery: its mapping, its rows, the whole of it. */
export const intakeMessages = {
  ...intakeChangeMessages,
  ...intakeControlMessages,
  ...intakeMappingMessages,
  ...intakeRejectMessages,
  ...intakeQueryMessages,
  ...intakeRefusalMessages,
  ...intakeSelectionMessages,
  ...intakeSourceMessages,
} as const;

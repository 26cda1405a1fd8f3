import { intakeMappingMessages } from './intake-mapping-messages.ts';
import { intakeRefusalMessages } from './intake-refusal-messages.ts';
import { intakeRejectMessages } from './intake-reject-messages.ts';

/** All that can be said about taking in a delivery: its mapping, its rows, the whole of it. */
export const intakeMessages = {
  ...intakeMappingMessages,
  ...intakeRejectMessages,
  ...intakeRefusalMessages,
} as const;

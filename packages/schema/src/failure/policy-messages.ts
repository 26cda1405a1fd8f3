import { policyAnalysisMessages } from './policy-analysis-messages.ts';
import { policyCheckMessages } from './policy-check-messages.ts';
import { policyAdviceMessages } from './policy-advice-messages.ts';
import { policyConditionMessages } from './policy-condition-messages.ts';
import { policyDocumentMessages } from './policy-document-messages.ts';
import { policyIndicatorMessages } from './policy-indicator-messages.ts';

/** Findings about a policy document: its text, its conditions, what it says. */
export const policyMessages = {
  ...policyDocumentMessages,
  ...policyConditionMessages,
  ...policyCheckMessages,
  ...policyAdviceMessages,
  ...policyAnalysisMessages,
  ...policyIndicatorMessages,
} as const;

/** Findings about what a policy says. */
export const policyCheckMessages = {} as const;

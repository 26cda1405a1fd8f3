export const assessmentMessages = {} as const;

export const intakeMessages = {} as const;

export const lakeMessages = {} as const;

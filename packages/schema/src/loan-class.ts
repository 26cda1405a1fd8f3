/** Five-category loan classification 五级分类, best first; stored as the index. */
export const loanClasses = ['normal', 'special_mention', 'substandard', 'doubtful', 'loss'] as const;

export type LoanClass = (typeof loanClasses)[number];

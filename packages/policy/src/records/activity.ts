/**
 * Purposes of movements that are no doing of the customer: what the bank books itself, and what only moves a balance into
 * or between spells. docs/language.md, "last_activity".
 */
export const notByCustomer = ['interest', 'fee', 'tax', 'balance', 'opening', 'carried'] as const;

export function isByCustomer(purpose: string): boolean {
  return !(notByCustomer as readonly string[]).includes(purpose);
}

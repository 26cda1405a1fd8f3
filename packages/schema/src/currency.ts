/**
 * Digits after the point of a currency's minor unit. ISO 4217; those not listed have two.
 * Only active codes that differ from two digits are named.
 */
export const listedCurrencyDigits: ReadonlyMap<string, number> = new Map([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ...['CLF', 'UYW'].map((code) => [code, 4] as const),
]);

/** Digits of a currency's minor unit: 2 for CNY, 0 for JPY. */
export function currencyDigits(code: string): number {
  return listedCurrencyDigits.get(code) ?? 2;
}

/** Whether `code` has the form of an ISO 4217 code. */
export function isCurrencyCode(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

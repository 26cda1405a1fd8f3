/** `1234567` as `1,234,567`. */
export function groupedWhole(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * Decimals as a person compares them: thousands apart, and all with as many places as the finest of them, two at least where one
 * has any. `['47433303.3', '29780247']` is `['47,433,303.30', '29,780,247.00']`.
 */
export function groupedDecimals(numbers: readonly string[]): string[] {
  const parts = numbers.map((one) => {
    const [whole = '', fraction = ''] = one.split('.');
    return { whole, fraction };
  });
  const finest = Math.max(0, ...parts.map(({ fraction }) => fraction.length));
  const places = finest === 0 ? 0 : Math.max(2, finest);
  return parts.map(({ whole, fraction }) => {
    const grouped = groupedWhole(whole);
    return places === 0 ? grouped : `${grouped}.${fraction.padEnd(places, '0')}`;
  });
}

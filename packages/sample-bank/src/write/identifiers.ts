const digit0 = 0x30;

/** Customer number of the core system: ten digits, the last one a check digit. */
export function customerId(number: number): Uint8Array {
  const bytes = digitsOf(number, 9, 1);
  bytes[9] = digit0 + ((number * 7 + 3) % 10);
  return bytes;
}

/** Account number: 9, nine digits of the customer who opened it, three of the ordinal, two check digits. */
export function accountId(customer: number, ordinal: number): Uint8Array {
  const bytes = new Uint8Array(15);
  bytes[0] = digit0 + 9;
  bytes.set(digitsOf(customer, 9, 0), 1);
  bytes.set(digitsOf(ordinal, 3, 0), 10);
  bytes.set(digitsOf((customer * 7 + ordinal * 31) % 97, 2, 0), 13);
  return bytes;
}

/** Loan number: DK, nine digits of the first borrower, one of the ordinal. */
export function loanId(customer: number, ordinal: number): Uint8Array {
  const bytes = new Uint8Array(12);
  bytes[0] = 0x44;
  bytes[1] = 0x4b;
  bytes.set(digitsOf(customer, 9, 0), 2);
  bytes[11] = digit0 + ordinal;
  return bytes;
}

/** `value` in `width` digits, with room for `spare` bytes behind. */
function digitsOf(value: number, width: number, spare: number): Uint8Array {
  const bytes = new Uint8Array(width + spare);
  let rest = value;
  for (let place = width - 1; place >= 0; place--) {
    bytes[place] = digit0 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return bytes;
}

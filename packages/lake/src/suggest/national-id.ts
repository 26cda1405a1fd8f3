/** Whether a text is a number by which a state knows a person: of its form, and with its check digit where it has one. */
export function isNationalId(text: string): boolean {
  const plain = text.replaceAll(/[\s.\-/]/g, '').toUpperCase();
  return forms.some((form) => form.test(text)) || checks.some((check) => check(plain));
}

/** Numbers whose form nothing else has. */
const forms: readonly RegExp[] = [
  // India: PAN.
  /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/,
  // Korea: 주민등록번호. United States: SSN.
  /^\d{6}-[1-8][\d*]{6}$/,
  /^\d{3}-\d{2}-\d{4}$/,
  // Italy: codice fiscale. Mexico: CURP. Singapore: NRIC. Taiwan.
  /^[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]$/,
  /^[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d$/,
  /^[STFGM]\d{7}[A-Z]$/,
  /^[A-Z][12]\d{8}$/,
];

const checks: readonly ((text: string) => boolean)[] = [
  // China: 身份证号.
  (text) =>
    /^\d{17}[\dX]$/.test(text) &&
    '10X98765432'[weighed(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === text[17],
  // Poland: PESEL.
  (text) =>
    /^\d{11}$/.test(text) &&
    (10 - (weighed(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === at(text, 10),
  // Turkey: T.C. kimlik numarası.
  (text) => {
    if (!/^[1-9]\d{10}$/.test(text)) return false;
    const tenth = weighed(text, [7, -1, 7, -1, 7, -1, 7, -1, 7]);
    return (
      ((tenth % 10) + 10) % 10 === at(text, 9) &&
      weighed(
        text,
        Array.from({ length: 10 }, () => 1),
      ) %
        10 ===
        at(text, 10)
    );
  },
  // Brazil: CPF.
  (text) =>
    /^\d{11}$/.test(text) &&
    elevens(weighed(text, [10, 9, 8, 7, 6, 5, 4, 3, 2])) === at(text, 9) &&
    elevens(weighed(text, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) === at(text, 10),
  // Japan: 個人番号.
  (text) =>
    /^\d{12}$/.test(text) && elevens(weighed(text, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) === at(text, 11),
  // India: Aadhaar.
  (text) => /^[2-9]\d{11}$/.test(text) && isVerhoeff(text),
  // Korea without the hyphen; in numbers given out since 2020 the last digit says nothing.
  (text) =>
    /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[1-8]\d{6}$/.test(text) &&
    (11 - (weighed(text, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === at(text, 12),
  // Spain: DNI and NIE.
  (text) =>
    /^[XYZ\d]\d{7}[A-Z]$/.test(text) &&
    'TRWAGMYFPDXBNJZSQVHLCKE'[
      Number(text.slice(0, 8).replace(/^[XYZ]/, (sign) => String('XYZ'.indexOf(sign)))) % 23
    ] === text[8],
  // France: NIR.
  (text) => /^[12]\d{14}$/.test(text) && 97n - (BigInt(text.slice(0, 13)) % 97n) === BigInt(text.slice(13)),
];

function at(text: string, index: number): number {
  return Number(text[index]);
}

function weighed(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * at(text, index), 0);
}

/** The check digit by elevens: what is missing to the next one, and 0 where that has two digits. */
function elevens(sum: number): number {
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

const permuted = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** The check by the group of the symmetries of a pentagon (Verhoeff 1969). */
function isVerhoeff(text: string): boolean {
  let state = 0;
  for (let index = 0; index < text.length; index += 1) {
    state = turned(state, Number(permuted[index % 8]?.[at(text, text.length - 1 - index)]));
  }
  return state === 0;
}

/** Two symmetries of a pentagon one after the other: 0 to 4 turn it, 5 to 9 mirror it. */
function turned(one: number, other: number): number {
  const turn = one < 5 ? one + (other % 5) : one - (other % 5);
  const isMirrored = one < 5 !== other < 5;
  return (((turn % 5) + 5) % 5) + (isMirrored ? 5 : 0);
}

const form = /^[12]\d{9}$/;

/** NPI check digit: Luhn over 80840 + NPI (CMS); the constant prefix adds 24 to the sum. */
export function isNpi(text: string): boolean {
  if (!form.test(text)) return false;
  const sum = [...text]
    .map(Number)
    .reduce((total, digit, place) => total + (place % 2 === 0 ? doubled(digit) : digit), 24);
  return sum % 10 === 0;
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);

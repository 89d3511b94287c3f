// A telephone number as somebody types it at home or from abroad, and the numbers that it can be [ITU-T E.164]. Digits only:
// which of them is registered, and for whom, is not known here.

/** `0470 12 34 56`; from abroad `0032 470 123 456`, and longer ones in some countries. */
const HOME_GROUPS: readonly number[] = [4, 2, 2, 2];
const ABROAD_GROUPS: readonly number[] = [4, 3, 3, 3, 4];
/** Shorter is nobody's: it says so at once, before anybody waits for a message. */
export const TELEPHONE_DIGITS_MIN = 9;

/** One zero leads a number at home; two, or none, may lead a longer one. */
export const telephoneGroups = (digits: string): readonly number[] =>
  /^(?:0(?!0)|$)/.test(digits) ? HOME_GROUPS : ABROAD_GROUPS;

/** `callingCode` is the country's own, for example `32`. Without a leading zero it is typed with that code or without it. */
export function telephoneNumbers(digits: string, callingCode: string): readonly string[] {
  if (digits.startsWith("00")) return [`+${digits.slice(2)}`];
  if (digits.startsWith("0")) return [`+${callingCode}${digits.slice(1)}`];
  return [`+${callingCode}${digits}`, `+${digits}`];
}

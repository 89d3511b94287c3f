// A telephone number as somebody types it at home or from abroad, and the numbers that it can be [ITU-T E.164]. Digits only:
// which of them is registered, and for whom, is not known here.

/** Where every number at home has ten digits, its leading zero included: `0470 12 34 56`. */
const TEN_AT_HOME: ReadonlySet<string> = new Set(["31", "32", "33"]);
const GROUPS_OF_TEN: readonly number[] = [4, 2, 2, 2];
const GROUPS_ELSEWHERE: readonly number[] = [4, 4, 4];
/** `0032 470 123 456`, and longer ones in some countries. */
const GROUPS_ABROAD: readonly number[] = [4, 3, 3, 3, 4];

/** One zero leads a number at home; two, or none, may lead a longer one. */
export function telephoneGroups(digits: string, callingCode: string): readonly number[] {
  if (!/^(?:0(?!0)|$)/.test(digits)) return GROUPS_ABROAD;
  return TEN_AT_HOME.has(callingCode) ? GROUPS_OF_TEN : GROUPS_ELSEWHERE;
}

/** Fewer are nobody's number: it says so at once, before anybody waits for a message. */
export const leastDigits = (callingCode: string): number => (TEN_AT_HOME.has(callingCode) ? 9 : 8);

/** `callingCode` is the country's own, for example `32`. Without a leading zero it is typed with that code or without it. */
export function telephoneNumbers(digits: string, callingCode: string): readonly string[] {
  const own = `00${callingCode}0`;
  // "0032 (0)470": the zero of home belongs to nobody's number abroad.
  if (digits.startsWith(own)) return [`+${callingCode}${digits.slice(own.length)}`];
  if (digits.startsWith("00")) return [`+${digits.slice(2)}`];
  if (digits.startsWith("0")) return [`+${callingCode}${digits.slice(1)}`];
  return [`+${callingCode}${digits}`, `+${digits}`];
}

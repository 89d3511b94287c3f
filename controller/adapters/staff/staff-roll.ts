// Adding, listing and removing staff, for the command line. The badge's text and the TOTP secret are shown once, here.
// Signing in is staff-file.ts.
import { ScureBase32Plugin, generateURI } from "otplib";
import { type Result, failed, ok } from "#domain/result.ts";
import { parseStaffId } from "#domain/ids.ts";
import type { StaffRole } from "#domain/inputs.ts";
import type { Random } from "#runtime/ports.ts";
import { badgeDigest, readStaffFile, writeStaffFile } from "./staff-record.ts";

const BADGE_PREFIX = "L24B:";
const BADGE_BYTES = 16;
const TOTP_SECRET_BYTES = 20;
const base32 = new ScureBase32Plugin();

/** What the new member gets, and nobody can read again: the text of the badge's QR and the URI for a TOTP app. */
export type NewStaff = { readonly badge: string; readonly otpauthUri: string };

export function addStaff(
  path: string,
  member: { readonly id: string; readonly role: StaffRole; readonly issuer: string },
  random: Random,
): Result<NewStaff, string> {
  const present = readStaffFile(path);
  if (!present.ok) return present;
  const { id, role, issuer } = member;
  const parsed = parseStaffId(id);
  if (!parsed.ok)
    return failed(`${parsed.error}: use a small letter, then small letters, digits, . or -.`);
  if (present.value.some((record) => record.id === id)) {
    return failed(
      `${id} is in the staff file ${path} already: remove it first or choose another id.`,
    );
  }
  const badge = BADGE_PREFIX + base32.encode(random.bytes(BADGE_BYTES), { padding: false });
  const totpSecret = base32.encode(random.bytes(TOTP_SECRET_BYTES), { padding: false });
  const record = { id, role, badgeSha256: badgeDigest(badge).toString("hex"), totpSecret };
  const written = writeStaffFile(path, [...present.value, record]);
  if (!written.ok) return written;
  return ok({ badge, otpauthUri: generateURI({ issuer, label: id, secret: totpSecret }) });
}

/** Ids and roles only. */
export function listStaff(
  path: string,
): Result<readonly { readonly id: string; readonly role: StaffRole }[], string> {
  const present = readStaffFile(path);
  return present.ok ? ok(present.value.map(({ id, role }) => ({ id, role }))) : present;
}

/** The badge and the TOTP app of this member are worth nothing from the next sign-in on. */
export function removeStaff(path: string, id: string): Result<void, string> {
  const present = readStaffFile(path);
  if (!present.ok) return present;
  const left = present.value.filter((record) => record.id !== id);
  return left.length < present.value.length
    ? writeStaffFile(path, left)
    : failed(`${id} is not in the staff file ${path}: "staff list" shows who is.`);
}

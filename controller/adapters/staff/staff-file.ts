// The staff book: who a badge belongs to, and whether a TOTP is right. Sign-in budgets and replay memory are the domain's.
// The file is read again when it changed, so that a removed member is out without a restart. A wrong file lets nobody in.
import { timingSafeEqual } from "node:crypto";
import { statSync } from "node:fs";
import { verify } from "otplib";
import { parseStaffId } from "#domain/ids.ts";
import type { Log, StaffBook } from "#runtime/ports.ts";
import { type StaffRecord, badgeDigest, readStaffFile } from "./staff-record.ts";

const PERIOD_SECONDS = 30;
/** One time step to either side [RFC 6238 §5.2]. */
const TOLERANCE_SECONDS = 30;
/** Stands in for a member who is not in the file, so that both take as long. */
const NOBODYS_SECRET = "A".repeat(32);

export type StaffFileOptions = { readonly path: string; readonly log: Log };

export function openStaffFile(options: StaffFileOptions): StaffBook {
  const read = rereading(options);
  return {
    findByBadge(badge) {
      const digest = badgeDigest(badge);
      const record = read().find(({ badgeSha256 }) =>
        timingSafeEqual(Buffer.from(badgeSha256, "hex"), digest),
      );
      if (record === undefined) return undefined;
      const staff = parseStaffId(record.id);
      return staff.ok ? { staff: staff.value, role: record.role } : undefined;
    },
    async checkTotp(staff, token, { wallMs, afterTimeStep }) {
      const record = read().find(({ id }) => id === staff);
      const secret = record?.totpSecret ?? NOBODYS_SECRET;
      const timeStep = await matchingTimeStep(secret, token, { wallMs, afterTimeStep });
      return record !== undefined && timeStep !== undefined
        ? { valid: true, timeStep }
        : { valid: false, timeStep: Math.floor(wallMs / 1000 / PERIOD_SECONDS) };
    },
  };
}

/** The step whose token this is, within the tolerance and after `afterTimeStep`. */
async function matchingTimeStep(
  secret: string,
  token: string,
  at: { readonly wallMs: number; readonly afterTimeStep: number | undefined },
): Promise<number | undefined> {
  const { wallMs, afterTimeStep } = at;
  try {
    const found = await verify({
      secret,
      token,
      algorithm: "sha1",
      digits: 6,
      period: PERIOD_SECONDS,
      epoch: Math.floor(wallMs / 1000),
      epochTolerance: TOLERANCE_SECONDS,
      ...(afterTimeStep === undefined ? {} : { afterTimeStep }),
    });
    return found.valid && "timeStep" in found ? found.timeStep : undefined;
  } catch {
    // A token that is not six digits, or a used step that lies ahead of the clock: otplib throws, and it is not valid.
    return undefined;
  }
}

/** Reads the file only when its change time moved; complains about a wrong one once per change. */
function rereading(options: StaffFileOptions): () => readonly StaffRecord[] {
  let readAt = "never";
  let staff: readonly StaffRecord[] = [];
  return () => {
    const stamp = stampOf(options.path);
    if (stamp === readAt) return staff;
    readAt = stamp;
    const file = readStaffFile(options.path);
    if (!file.ok) options.log.alarm(`${file.error} Until then no staff can sign in.`);
    staff = file.ok ? file.value : [];
    return staff;
  };
}

/** A rename brings another inode, a `chmod` another change time: the modification time alone would miss both. */
function stampOf(path: string): string {
  try {
    const { ino, ctimeNs, mtimeNs } = statSync(path, { bigint: true });
    return `${ino} ${ctimeNs} ${mtimeNs}`;
  } catch (error) {
    return String(error);
  }
}

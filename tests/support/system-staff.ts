// Staff of a test: made by the controller's own command, each with an authenticator of their own, so that nobody has to wait
// for the next one-time code.
import { generate } from "otplib";
import { controllerSays } from "./system-programs.ts";
import type { Stage } from "../../bin/tour/stage.ts";

export type StaffMember = { readonly badge: string; readonly totpSecret: string };

export async function addStaff(
  data: string,
  id: string,
  role: "clerk" | "technician" = "clerk",
): Promise<StaffMember> {
  const member = ["--id", id, "--role", role, "--json"];
  const { code, stdout, stderr } = await controllerSays("staff", "add", "--data", data, ...member);
  if (code !== 0) throw new Error(`staff add ended with ${code}: ${stderr}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(stdout) as StaffMember;
}

export const oneTimeCode = ({ totpSecret }: StaffMember): Promise<string> =>
  generate({ secret: totpSecret, algorithm: "sha1", digits: 6, period: 30 });

/** From the badge to the menu. */
export async function signInAs(
  stage: Stage,
  member: StaffMember,
  menu = "clerk-menu",
): Promise<void> {
  await stage.wall.scan(member.badge);
  await stage.see("staff-totp", "the badge is read");
  await stage.screen.type(await oneTimeCode(member));
  await stage.see(menu, "the one-time code signs in");
}

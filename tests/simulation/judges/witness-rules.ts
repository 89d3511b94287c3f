// Four eyes as the policies have it, written anew beside the controller's rule: a door about such a document opens for two of the staff
// who both proved to be there, and are not one person [I1].
import type { Site } from "#domain/site.ts";
import { type Breach, type Look, first } from "./breach.ts";
import { doorOf } from "./reference-doors.ts";

export function witnessingBreach({
  model,
  row,
  fact,
}: Look<"staff-witnessed">): Breach | undefined {
  return first(
    [row.actor !== `staff:${model.signedIn}`, "I1", `${row.actor} is not signed in`],
    [row.actor === `staff:${fact.staff}`, "I1", "nobody is their own witness"],
  );
}

export function aloneBreach(look: Look<"door-granted">): Breach | undefined {
  const { authority } = look.fact;
  const isStaffs = look.row.actor.startsWith("staff:");
  const witness = "witness" in authority ? authority.witness : undefined;
  const isAlone = witness === undefined || actorOf(witness) === look.row.actor;
  return first(
    [isStaffs && isAlone && isAbout(look), "I1", "one alone opens a document for four eyes"],
    [
      witness !== undefined && witness !== look.model.witness,
      "I1",
      `${witness} has not proven to be there`,
    ],
  );
}

const actorOf = (staff: string): string => `staff:${staff}`;

/** Of a document that nobody knows any more it is not known either what its policy asked. */
function isAbout({ model, site, fact: { authority, compartment } }: Look<"door-granted">): boolean {
  const guarded = guardedProducts(site);
  const isGuarded = (id: string): boolean => {
    const product = model.pickups.get(id)?.product;
    return product === undefined ? guarded.size > 0 : guarded.has(product);
  };
  if (authority.kind === "self-test") return false;
  if (authority.kind !== "inspection") return isGuarded(authority.pickup);
  const { holds, lastPickup, doubt } = doorOf(model, compartment);
  if (doubt === "restored" && guarded.size > 0) return true;
  return [holds, lastPickup].some((id) => id !== undefined && isGuarded(id));
}

const guardedProducts = ({ policies }: Site): ReadonlySet<string> =>
  new Set([...policies.values()].flatMap(({ product, fourEyes }) => (fourEyes ? [product] : [])));

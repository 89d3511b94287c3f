// All holders: a mail reaches a telephone, and its holder comes when it suits them, comes back when it came to nothing,
// and is forgotten when they have their document. Nobody comes for ever.
import type { Dossier, Mail } from "../front.ts";
import type { Floor } from "./floor.ts";
import { holderHabit } from "./holder.ts";
import { type Holder, hasOwn } from "./holder-visit.ts";
import type { Visitor } from "./person.ts";
import type { Phone, Scene } from "./scene.ts";

export type Mailbox = {
  readonly add: (dossier: Dossier) => void;
  readonly received: (mail: Mail) => void;
  /** This document left the building: whoever waits for it waits no longer. */
  readonly forget: (document: string) => void;
  /** Of holders who have not collected yet. */
  readonly locators: () => readonly string[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const HOLDERS_MAX = 5000;
const VISITS_MAX = 5;
const VISITS_PER_MAIL = 2;
const LOOKS_MAX = 600;

export function createMailbox(scene: Scene, floor: Floor): Mailbox {
  const { chance, manners, queue } = scene;
  const byEmail = new Map<string, Holder>();

  const comes = (holder: Holder, delayMs: number): void => {
    if (holder.isComing || holder.visitsLeft <= 0) return;
    holder.isComing = true;
    holder.visitsLeft -= 1;
    queue.after(delayMs, () => arrives(holder));
  };
  const arrives = (holder: Holder): void => {
    const own = holder.chance;
    const settles = (): void => settle(holder);
    floor.comes(visitorOf(scene, holder, settles), {
      patienceMs: own.betweenMs(MINUTE_MS, 10 * MINUTE_MS),
      turnedAway: settles,
    });
  };
  function settle(holder: Holder): void {
    holder.isComing = false;
    const own = holder.chance;
    if (!hasOwn(scene, holder)) return comes(holder, own.betweenMs(8 * HOUR_MS, 48 * HOUR_MS));
    if (byEmail.get(holder.dossier.email) !== holder) return;
    byEmail.delete(holder.dossier.email);
    if (holder.codeUsed) queue.after(HOUR_MS, () => scene.thrownAway.add(holder.phone));
    if (!own.happens(scene.manners.comesAgain)) return;
    holder.visitsLeft = 1;
    comes(holder, own.betweenMs(HOUR_MS, 72 * HOUR_MS));
  }

  return {
    add(dossier) {
      scene.households.add(dossier);
      const own = chance.fork(`holder ${dossier.pickup}`);
      // From a die of its own, so that nothing else of a life hangs on it.
      const loses = chance.fork(`lost code ${dossier.pickup}`).happens(manners.losesCode);
      const holder = newHolder(dossier, own, own.happens(manners.staysAway));
      byEmail.set(dossier.email, { ...holder, hasLostCode: loses });
      const [oldest] = byEmail.keys();
      if (byEmail.size > HOLDERS_MAX && oldest !== undefined) byEmail.delete(oldest);
    },
    received(mail) {
      const isSms = mail.to.startsWith("+");
      const holder = isSms ? whoseTelephoneRings(byEmail, mail) : byEmail.get(mail.to);
      if (holder === undefined) return;
      if (isSms) {
        reads(scene, holder, { ...mail, qr: holder.phone.qr });
        return comes(holder, holder.chance.betweenMs(2 * MINUTE_MS, 10 * MINUTE_MS));
      }
      if (mail.template === "typing-blocked") holder.typingEnded = true;
      if (mail.qr === undefined && mail.typed === undefined) return;
      reads(scene, holder, mail);
      comes(holder, 20 * MINUTE_MS + Math.min(holder.chance.waitMs(18 * HOUR_MS), 480 * HOUR_MS));
    },
    forget(document) {
      for (const [email, holder] of byEmail)
        if (holder.dossier.document === document) byEmail.delete(email);
    },
    locators: () => [...byEmail.values()].map(({ dossier }) => dossier.locator),
  };
}

/** Of what an e-mail says too, only a code that was asked for is looked at on the telephone. */
function whoseTelephoneRings(
  byEmail: ReadonlyMap<string, Holder>,
  { to, template, typed }: Mail,
): Holder | undefined {
  if (template !== "code-repeated") return undefined;
  return [...byEmail.values()].find(
    ({ dossier }) => dossier.telephone === to && typed?.startsWith(dossier.locator) === true,
  );
}

const visitorOf = (scene: Scene, holder: Holder, left: () => void): Visitor => ({
  by: "holder",
  name: holder.dossier.pickup,
  chance: holder.chance,
  looksMax: LOOKS_MAX,
  sees: holderHabit(scene, holder),
  left,
});

const newHolder = (dossier: Dossier, chance: Holder["chance"], staysAway: boolean): Holder => ({
  dossier,
  chance,
  phone: { typed: undefined, qr: undefined },
  oldPhone: undefined,
  hasLostCode: false,
  typingEnded: false,
  staysAway,
  visitsLeft: VISITS_MAX,
  isComing: false,
  codeUsed: false,
});

/** A newer code takes the place of the one before, which is good for nothing any more. */
function reads(scene: Scene, holder: Holder, mail: Mail): void {
  const phone: Phone = { typed: mail.typed?.replaceAll(/\D/g, ""), qr: mail.qr };
  const { typed, qr } = holder.phone;
  const old = {
    typed: typed === phone.typed ? undefined : typed,
    qr: qr === phone.qr ? undefined : qr,
  };
  if (old.typed !== undefined || old.qr !== undefined) {
    scene.thrownAway.add(old);
    holder.oldPhone = holder.phone;
    holder.typingEnded = false;
  }
  if (mail.template === "code-repeated") holder.hasLostCode = false;
  holder.phone = phone;
  holder.visitsLeft = holder.staysAway ? 0 : Math.max(holder.visitsLeft, VISITS_PER_MAIL);
}

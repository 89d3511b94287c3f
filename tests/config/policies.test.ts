// Policies: the shape a jurist fills in, what must agree within one, and what a policy in use may not ask of this release.
import { readFileSync, readdirSync } from "node:fs";

import { afterAll, describe, expect, it } from "vitest";

import { formatProblem } from "#config/format-problems.ts";
import { loadPolicy, shippedPolicies } from "#config/policy-files.ts";

import { type Edit, loadedFrom, makeSandbox, smallPolicy, smallSite } from "./sandbox.ts";

const sandbox = makeSandbox();
afterAll(sandbox.remove);

type BrokenPolicy = { readonly edits: readonly Edit[]; readonly says: string };

const broken: readonly BrokenPolicy[] = [
  {
    edits: [["pickupDays: 7", "pickupDays: 0"]],
    says: "paper.yaml:7:13 pickupDays: is the number 0: write a number of days, a whole number from 1 to 365",
  },
  {
    edits: [["pickupDays", "pickupDay"]],
    says: 'paper.yaml:7:1 pickupDay: is not a key that is known here: did you mean "pickupDays"?',
  },
  {
    edits: [["fourEyes: false\n", ""]],
    says: "paper.yaml:1:1 fourEyes: is missing: write true or false",
  },
  {
    edits: [["kind: code", "kind: fingerprint"]],
    says: 'paper.yaml:5:16 proof.kind: is "fingerprint": write code or qr+pin',
  },
  {
    edits: [["[email, sms]", "[email, fax]"]],
    says: 'paper.yaml:6:27 channels.ways[1]: is "fax": write email, sms or letter',
  },
  {
    edits: [["legalDeadlineDays: none", "legalDeadlineDays: never"]],
    says: 'paper.yaml:9:20 legalDeadlineDays: is "never": write a number of days from 1 to 3650, or none',
  },
  {
    edits: [["reminders: []", "reminders: 3"]],
    says: "paper.yaml:8:12 reminders: is the number 3: write a list of days, or []",
  },
  {
    edits: [["graceReopenSeconds: 60", "graceReopenSeconds: 3600"]],
    says: "paper.yaml:15:21 graceReopenSeconds: is the number 3600: write a number of seconds, a whole number from 0 to 600",
  },
  {
    edits: [["id: paper", "id: Paper"]],
    says: 'paper.yaml:1:5 id: is "Paper": write an id of at most 40 small letters, digits and dashes that starts with a letter',
  },
  {
    edits: [["enabled: true", "enabled: false"]],
    says: "paper.yaml:1:1 reason: is missing: a policy that is off says why",
  },
  {
    edits: [["different: false", "different: true"]],
    says: "paper.yaml:6:44 channels.different: is true, but with proof code either code alone opens the door, so a second way protects nothing: write false, or proof.kind qr+pin",
  },
  {
    edits: [
      ["kind: code", "kind: qr+pin"],
      ["[email, sms], different: false", "[email], different: true"],
    ],
    says: "paper.yaml:6:39 channels.different: is true, but there is one way only: name a second one or write false",
  },
  {
    edits: [["legalDeadlineDays: none", "legalDeadlineDays: 5"]],
    says: "paper.yaml:7:13 pickupDays: is 7, but the law ends it after 5 days (legalDeadlineDays): write fewer days",
  },
  {
    edits: [["{ nl: Papier, en: Paper }", "{ nl: Papier }"]],
    says: `paper.yaml:4:7 name.en: is missing: the screens of this terminal speak "en", so write the product's name in it`,
  },
];

const unsupported: readonly BrokenPolicy[] = [
  {
    edits: [
      ["kind: code", "kind: qr+pin"],
      ["different: false", "different: true"],
    ],
    says: "paper.yaml:6:44 channels.different: asks for the QR code and the PIN sent by different ways, which this release does not carry out: write false",
  },
  {
    edits: [["reminders: []", "reminders: [3]"]],
    says: "paper.yaml:8:12 reminders: asks for reminders, which this release does not carry out: write []",
  },
  {
    edits: [["pinLetterConfirmed: false", "pinLetterConfirmed: true"]],
    says: "paper.yaml:11:21 pinLetterConfirmed: asks for a question about the PIN letter, which this release does not carry out: write false",
  },
  {
    edits: [["proxyAllowed: false", "proxyAllowed: true"]],
    says: "paper.yaml:12:15 proxyAllowed: asks for codes for a proxy, which this release does not carry out: write false",
  },
  {
    edits: [["payment: false", "payment: true"]],
    says: "paper.yaml:14:10 payment: asks for payment at the terminal, which this release does not carry out: write false and deposit what is paid",
  },
];

describe("a policy in use", () => {
  it("is accepted when nothing is wrong with it", () => {
    expect(sandbox.policySentences()).toEqual([]);
  });

  it("may ask four eyes", () => {
    expect(sandbox.policySentences(["fourEyes: false", "fourEyes: true"])).toEqual([]);
  });

  it.each(broken)("is refused with one line: $says", ({ edits, says }) => {
    expect(sandbox.policySentences(...edits)).toEqual([says]);
  });

  it.each(unsupported)("is not taken for more than is done: $says", ({ edits, says }) => {
    expect(sandbox.policySentences(...edits)).toEqual([says]);
  });

  it("may be off and ask for more: then it is only refused where it is listed, with its reason", () => {
    expect(
      sandbox.policySentences(
        ["enabled: true", "enabled: false\nreason: Not before the council decides."],
        ["proxyAllowed: false", "proxyAllowed: true"],
      ),
    ).toEqual([
      'site.yaml:19:12 policies[0]: lists paper, which is off: "Not before the council decides."; take it out of the list',
    ]);
  });
});

describe("the list of policies", () => {
  it("quotes why the eID is off", () => {
    expect(sandbox.sentences(["[attest]", "[attest, eid]"])).toEqual([
      'site.yaml:19:20 policies[1]: lists eid, which is off: "An eID is activated at the counter, in person and with a check of the fingerprints."; take it out of the list',
    ]);
  });

  it("asks which policy a mistyped name meant", () => {
    expect(sandbox.sentences(["[attest]", "[rijbewijz]"])).toEqual([
      'site.yaml:19:12 policies[0]: is "rijbewijz", which is no policy in config/policies: did you mean "rijbewijs"?',
    ]);
  });

  it("names the policies there are when none is near", () => {
    expect(sandbox.sentences(["[attest]", "[passport]"])).toEqual([
      'site.yaml:19:12 policies[0]: is "passport", which is no policy in config/policies: write one of attest, eid, internationaal-rijbewijs, kids-id, rijbewijs, vreemdelingenkaart, or the path of a .yaml file',
    ]);
  });

  it("names a file beside the site that is not there", () => {
    expect(sandbox.sentences(["[attest]", "[own/gone.yaml]"])).toEqual([
      "own/gone.yaml:1:1 does not exist: check the path",
    ]);
  });

  it("has every product once", () => {
    sandbox.write("own/paper.yaml", smallPolicy.replace("id: paper", "id: attest"));
    expect(sandbox.sentences(["[attest]", "[attest, own/paper.yaml]"])).toEqual([
      "site.yaml:19:20 policies[1]: is the product attest again, as policies[0] is: list every product once",
    ]);
  });

  it("gives the policies in the order of the site", () => {
    const site = smallSite.replace("[attest]", "[internationaal-rijbewijs, attest, rijbewijs]");
    const { policies } = loadedFrom(sandbox.write("order.yaml", site));
    expect(policies.map(({ id }) => id)).toEqual([
      "internationaal-rijbewijs",
      "attest",
      "rijbewijs",
    ]);
  });
});

describe("the PIN", () => {
  it.each([
    { listed: "[attest]", digits: 8 },
    { listed: "[rijbewijs, attest]", digits: 8 },
    { listed: "[rijbewijs]", digits: 6 },
    { listed: "[rijbewijs, internationaal-rijbewijs]", digits: 6 },
  ])("has $digits digits with $listed", ({ listed, digits }) => {
    const file = sandbox.write("pin.yaml", smallSite.replace("[attest]", listed));
    expect(loadedFrom(file).pinDigits).toBe(digits);
  });
});

describe("the policies that are shipped", () => {
  const files = readdirSync(shippedPolicies).map((file) => `${shippedPolicies}/${file}`);

  it.each(files)("are right by themselves, on or off: %s", (file) => {
    const loaded = loadPolicy(file);
    expect(loaded.ok ? [] : loaded.problems.map(formatProblem)).toEqual([]);
    expect(loaded.ok && `${shippedPolicies}/${loaded.value.id}.yaml`).toBe(file);
  });

  it("are on only where nothing is activated at the counter", () => {
    const states = files.map((file) => {
      const loaded = loadPolicy(file);
      return loaded.ok ? [loaded.value.id, loaded.value.enabled] : [file, "broken"];
    });
    expect(Object.fromEntries(states)).toEqual({
      attest: true,
      eid: false,
      "internationaal-rijbewijs": true,
      "kids-id": false,
      rijbewijs: true,
      vreemdelingenkaart: false,
    });
  });

  it("have a name in all four languages", () => {
    const names = files.map((file) => {
      const loaded = loadPolicy(file);
      return loaded.ok ? Object.keys(loaded.value.name).toSorted() : [];
    });
    expect(names).toEqual(files.map(() => ["de", "en", "fr", "nl"]));
  });

  it.each(files)("explain themselves to a jurist in comments: %s", (file) => {
    const comments = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("#"));
    expect(comments.length).toBeGreaterThanOrEqual(6);
  });
});

// Finds, reads and checks policy files: one alone, or those that a site lists. Never decides what a policy means.
import { join } from "node:path";

import { type Policy, missingNames, policyFindings, policySchema } from "./policy.ts";
import type { Finding, Loading, Problem, Refusal } from "./problem.ts";
import { repeats } from "./repeats.ts";
import type { SiteFile } from "./schema.ts";
import { checkShape } from "./shape.ts";
import { findFile, nearPath } from "./shipped-files.ts";
import { unsupportedFindings } from "./unsupported-rules.ts";
import { type YamlSource, readYamlFile } from "./yaml-source.ts";

/** The policies that come with the program. */
export const shippedPolicies = nearPath(join(import.meta.dirname, "policies"));

type PolicyFile = { readonly ok: true; readonly policy: Policy; readonly source: YamlSource };

/** One policy file, on or off, checked by itself. */
export function loadPolicy(file: string): Loading<Policy> {
  const read = readPolicy(file);
  return read.ok ? { ok: true, value: read.policy, warnings: [] } : read;
}

/** The policies that `site` lists, in its order; every problem of every file, not only the first. */
export function loadPolicies(
  siteSource: YamlSource,
  site: SiteFile,
  folder: string,
): Loading<readonly Policy[]> {
  const listed = site.policies.map((entry, index) => {
    const found = findFile(entry, { siteFile: siteSource.file, folder, what: "policy" });
    if (!found.ok) return refusedAt(siteSource, { path: ["policies", index], sentence: found.why });
    const read = readPolicy(found.file);
    return read.ok ? checkInUse(read, { site, siteSource, index }) : read;
  });
  const problems = listed.flatMap((entry) => (entry.ok ? [] : entry.problems));
  problems.push(...repeatedPolicies(siteSource, listed));
  const value = listed.flatMap((entry) => (entry.ok ? [entry.policy] : []));
  return problems.length === 0 ? { ok: true, value, warnings: [] } : { ok: false, problems };
}

function readPolicy(file: string): PolicyFile | Refusal {
  const source = readYamlFile(file);
  if (!source.ok) return source;
  const shaped = checkShape(policySchema, source.value);
  const findings = shaped.ok ? policyFindings(shaped.value) : shaped.findings;
  if (!shaped.ok || findings.length > 0) {
    return { ok: false, problems: findings.map(source.locate) };
  }
  return { ok: true, policy: shaped.value, source };
}

type Listing = {
  readonly site: SiteFile;
  readonly siteSource: YamlSource;
  readonly index: number;
};

/** A policy that is off names its reason where it was listed; one that is on must be carried out in full. */
function checkInUse(read: PolicyFile, { site, siteSource, index }: Listing): PolicyFile | Refusal {
  const { policy, source } = read;
  if (!policy.enabled) {
    const sentence = `lists ${policy.id}, which is off: "${policy.reason ?? ""}"; take it out of the list`;
    return refusedAt(siteSource, { path: ["policies", index], sentence });
  }
  const findings = [
    ...unsupportedFindings(policy),
    ...missingNames(policy, site.terminal.languages),
  ];
  return findings.length === 0 ? read : { ok: false, problems: findings.map(source.locate) };
}

function repeatedPolicies(
  siteSource: YamlSource,
  listed: readonly (PolicyFile | Refusal)[],
): Problem[] {
  return repeats(listed, (entry) => (entry.ok ? entry.policy.id : undefined)).map(
    ({ item, index, first }) =>
      siteSource.locate({
        path: ["policies", index],
        sentence: `is the product ${item.ok ? item.policy.id : ""} again, as policies[${first}] is: list every product once`,
      }),
  );
}

const refusedAt = (source: YamlSource, finding: Finding): Refusal => ({
  ok: false,
  problems: [source.locate(finding)],
});

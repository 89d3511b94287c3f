// From a path to a checked configuration, or to every problem in it. The only door of this folder for the controller,
// with formatProblems. Reads the site file, its theme and the policies it lists; never a key, a password or a device.
import { type Policy, pinDigits } from "./policy.ts";
import { loadPolicies, shippedPolicies } from "./policy-files.ts";
import { type PollPlan, pollPlan } from "./polling.ts";
import { type Finding, type Loading, type Problem, type Refusal, inTextOrder } from "./problem.ts";
import { type SiteFile, siteSchema } from "./schema.ts";
import { checkShape } from "./shape.ts";
import { siteRules, siteWarnings } from "./site-rules.ts";
import type { Theme } from "./theme.ts";
import { themeOf } from "./theme-file.ts";
import { readYamlFile } from "./yaml-source.ts";

/** Plain data, checked. Relative paths in it are relative to the data folder. */
export type LoadedConfig = Omit<SiteFile, "policies"> & {
  /** How the screen of this city looks. */
  readonly theme: Theme;
  /** All of them on, in the site's order. */
  readonly policies: readonly Policy[];
  /** 8, or 6 where every policy in use asks the birth date. */
  readonly pinDigits: 6 | 8;
  /** One per bus, in order. */
  readonly pollPlans: readonly PollPlan[];
};

/** Never throws. Bare policy names are looked up in `policiesFolder`. */
export function loadConfig(path: string, policiesFolder = shippedPolicies): Loading<LoadedConfig> {
  const source = readYamlFile(path);
  if (!source.ok) return source;
  const shaped = checkShape(siteSchema, source.value);
  if (!shaped.ok) {
    return refused(ofThisLayout(shaped.findings).map(source.locate));
  }
  const site = shaped.value;
  const findings = siteRules.flatMap((rule) => rule(site));
  const policies = loadPolicies(source, site, policiesFolder);
  const theme = themeOf(source, site.screen.theme);
  if (!policies.ok || !theme.ok || findings.length > 0) {
    const elsewhere = [policies, theme].flatMap((part) => (part.ok ? [] : part.problems));
    return refused([...findings.map(source.locate), ...elsewhere]);
  }
  const warnings = siteWarnings.flatMap((rule) => rule(site)).map(source.locate);
  return { ok: true, value: configOf(site, policies.value, theme.value), warnings };
}

const configOf = (site: SiteFile, policies: readonly Policy[], theme: Theme): LoadedConfig => ({
  ...site,
  theme,
  policies,
  pinDigits: pinDigits(policies),
  pollPlans: site.buses.map(pollPlan),
});

const refused = (problems: readonly Problem[]): Refusal => ({
  ok: false,
  problems: inTextOrder(problems),
});

/** A file of another layout breaks every rule of this one: only that it is another is worth saying. */
function ofThisLayout(findings: readonly Finding[]): readonly Finding[] {
  const layout = findings.filter(({ path }) => path[0] === "configVersion");
  return layout.length > 0 ? layout : findings;
}

// What package.json must keep: few scripts, exact versions, a lockfile and a changelog that agree with it. Pure.

export type PackageFile = {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const SCRIPTS_MAX = 10;

export function checkPackage(file: PackageFile): readonly string[] {
  const scripts = Object.keys(file.scripts).length;
  const ranges = Object.entries({ ...file.dependencies, ...file.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version),
  );
  return [
    ...(scripts > SCRIPTS_MAX
      ? [`package.json has ${scripts} scripts, more than ${SCRIPTS_MAX}`]
      : []),
    ...ranges.map(
      ([name, version]) => `package.json asks for ${name} "${version}": pin it exactly`,
    ),
  ];
}

/** The lockfile's own copy of what package.json asks for. */
export const checkLock = (
  file: PackageFile,
  lock: Pick<PackageFile, "version" | "dependencies" | "devDependencies">,
): readonly string[] =>
  (["version", "dependencies", "devDependencies"] as const)
    .filter((key) => sorted(file[key]) !== sorted(lock[key]))
    .map((key) => `package-lock.json has other ${key} than package.json: run npm install`);

const sorted = (value: string | Readonly<Record<string, string>>): string =>
  typeof value === "string"
    ? value
    : JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)));

export const checkChangelog = (file: PackageFile, changelog: string): readonly string[] =>
  changelog.includes(`## ${file.version}`)
    ? []
    : [`CHANGELOG.md has no heading "## ${file.version}"`];

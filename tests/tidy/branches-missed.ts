// Reads a coverage report in Istanbul's shape: which branches of a file no test has walked.

type Place = { readonly start: { readonly line?: number } };

/** One file of `coverage-final.json`; `b` counts, per branch, how often each of its ways was taken. */
export type FileCoverage = {
  readonly path: string;
  readonly branchMap: Readonly<
    Record<
      string,
      { readonly type: string; readonly loc: Place; readonly locations: readonly Place[] }
    >
  >;
  readonly b: Readonly<Record<string, readonly number[]>>;
};

/** `<line> <kind of branch>, way <n>`; an `else` that nobody wrote has no line of its own. */
export const branchesMissed = ({ branchMap, b }: FileCoverage): readonly string[] =>
  Object.entries(branchMap).flatMap(([id, { type, loc, locations }]) =>
    (b[id] ?? []).flatMap((count, way) => {
      const line = locations[way]?.start.line ?? loc.start.line;
      return count > 0 ? [] : [`${line} ${type}, way ${way + 1}`];
    }),
  );

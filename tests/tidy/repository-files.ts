// The files of this checkout as the checks see them: path and text. The only file of this folder that reads a disk.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export type RepositoryFile = { readonly path: string; readonly text: string };

export const repositoryRoot = new URL("../../", import.meta.url).pathname;

/** Tracked files and new ones that git does not ignore, as paths from the root. */
export const repositoryPaths: readonly string[] = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { cwd: repositoryRoot, encoding: "utf8" },
)
  .split("\n")
  .filter((path) => path !== "" && existsSync(repositoryRoot + path));

export const repositoryFile = (path: string): RepositoryFile => ({
  path,
  text: readFileSync(repositoryRoot + path, "utf8"),
});

/** @param ending a pattern over the path, for example `/\.md$/` */
export const repositoryFiles = (ending: RegExp): readonly RepositoryFile[] =>
  repositoryPaths.filter((path) => ending.test(path)).map(repositoryFile);

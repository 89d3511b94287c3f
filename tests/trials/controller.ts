// The controller as a play sees it: a screen, a scanner, the desk's one request, and whether it lives. Two make it: one that
// runs among others in this process, and a whole process that can be killed.
import type { ScreenName } from "#domain/screen.ts";

export type Controller = {
  /** `undefined`: it shows nothing, for it is down. */
  readonly screen: () => ScreenName | undefined;
  readonly scan: (text: string) => void;
  readonly choose: (choice: string) => Promise<void>;
  /** Staff have looked: the stopped bank may open again. */
  readonly resumeBank: () => Promise<void>;
  /** Its clock was put ahead: what fell due meanwhile is due now. */
  readonly wake: () => void;
  /** Its board answers and its doors are known. */
  readonly knowsDoors: () => Promise<boolean>;
  /** What a living process does not do: crashes, ledger faults, an end that nobody asked for. */
  readonly troubles: () => readonly string[];
  /** Ends it without a word to anybody, as a power cut does. Resolves when its folder is free. */
  readonly cut: () => Promise<void>;
};

// The long form of tests/storage: power cuts, failing disks, killed writers and flipped bits, as many as the minutes allow.
import type { Soak } from "./soak.ts";

export const storageSoak: Soak = {
  name: "storage",
  about: "power cuts, failing disks, killed writers and flipped bits against the real ledger",
  run: () =>
    Promise.resolve({ passed: false, sentence: "It has no proofs yet.", figures: { images: 0 } }),
};

// Bits that turn over in the vault while nothing runs: a short slice of what `loket24 soak storage` does.
import { expect, onTestFinished, test } from "vitest";
import { storageBench } from "./storage-proofs.ts";
import { emptyVaultFlipTally, flipInVault } from "./vault-flips.ts";

test("of turned bits in the vault nobody's data comes out changed or as another's, and codes without a date still open", () => {
  const { folder, close } = storageBench();
  onTestFinished(close);
  const tally = emptyVaultFlipTally();
  flipInVault(folder, { seed: 2, images: 250 }, tally);
  expect(tally.firstBad).toBeUndefined();
  expect(tally.outcomes.refused).toBeGreaterThan(80);
  expect(tally.outcomes.unreadable).toBeGreaterThan(2);
  expect(tally.outcomes.gone).toBeGreaterThan(20);
  expect(tally.outcomes.sound).toBeGreaterThan(10);
});

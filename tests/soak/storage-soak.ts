// The long form of tests/storage: power cuts, failing disks, killed writers and flipped bits (the vault's too), as many as the minutes allow.
// Each part gets its share of them; the two negative controls must fail, or the oracle is blind.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TableRow, counted, withStorageTable } from "../storage/document.ts";
import {
  type CutControl,
  type FaultTally,
  type FlipTally,
  type KillTally,
  cutPower,
  emptyFaultTally,
  emptyFlipTally,
  failAtEachCall,
  flipInRest,
  killAgain,
  storageBench,
} from "../storage/storage-proofs.ts";
import { type VaultFlipTally, emptyVaultFlipTally, flipInVault } from "../storage/vault-flips.ts";
import { diskFaults } from "../storage/failing-disk.ts";
import { type CutTally, emptyTally, isAllSound } from "../storage/power-cuts.ts";
import type { Figures, Soak, SoakOptions, SoakOutcome } from "./soak.ts";

const MINUTE_MS = 60_000;
/** Of the minutes. */
const SHARE = {
  cuts: 0.25,
  controls: 0.03,
  flips: 0.07,
  vault: 0.03,
  kills: 0.07,
  faults: 0.5,
} as const;
const DOCUMENT = join(import.meta.dirname, "../../docs/reliability.md");
const DRAWS_PER_MOMENT = 3;
const FLIPS_PER_FOLDER = 1000;
const KILLS_PER_FOLDER = 25;

type Part = { readonly bench: string; readonly seed: number; readonly say: SoakOptions["say"] };

export const storageSoak: Soak = {
  name: "storage",
  about:
    "power cuts, failing disks, killed writers and flipped bits against the real ledger, and bits of the vault",
  async run({ minutes, seed, say }) {
    const bench = storageBench();
    const part: Part = { bench: bench.folder, seed, say };
    const shareOf = (name: keyof typeof SHARE): number => minutes * MINUTE_MS * SHARE[name];
    try {
      const tallies = {
        cuts: cuts(part, "none", shareOf("cuts")),
        loose: cuts(part, "loose driver", shareOf("controls")),
        lying: cuts(part, "lying disk", shareOf("controls")),
        flips: flips(part, shareOf("flips")),
        vault: vaultFlips(part, shareOf("vault")),
        kills: await kills(part, shareOf("kills")),
        faults: failingCalls(part, shareOf("faults")),
      };
      const text = readFileSync(DOCUMENT, "utf8");
      writeFileSync(DOCUMENT, withStorageTable(text, "storage", tableRows(tallies)));
      return verdict(tallies);
    } finally {
      bench.close();
    }
  },
};

type Tallies = {
  readonly cuts: CutTally;
  readonly loose: CutTally;
  readonly lying: CutTally;
  readonly faults: FaultTally;
  readonly flips: FlipTally;
  readonly vault: VaultFlipTally;
  readonly kills: KillTally;
};

function verdict({
  cuts: full,
  loose,
  lying,
  faults,
  flips: flipped,
  vault,
  kills: killed,
}: Tallies): SoakOutcome {
  const objections = [
    isAllSound(full) ? undefined : `power cut: ${full.firstBad}`,
    isCaught(loose) ? undefined : "a driver without FULL was not found out",
    isCaught(lying) ? undefined : "a disk that lies was not found out",
    faults.bad[0],
    flipped.firstBad,
    vault.firstBad,
    killed.bad[0],
  ].filter((objection) => objection !== undefined);
  const figures = {
    powerCuts: cutFigures(full),
    controlLooseDriver: cutFigures(loose),
    controlLyingDisk: cutFigures(lying),
    failingCalls: { ...faults, bad: faults.bad.length },
    bitFlips: { images: flipped.images, ...flipped.outcomes },
    vaultBitFlips: { images: vault.images, ...vault.outcomes },
    kills: {
      cycles: killed.cycles,
      withAcknowledgements: killed.acknowledged,
      bad: killed.bad.length,
    },
  };
  const passed = objections.length === 0;
  const sentence = passed
    ? `${full.images} images of power cuts, none lost, refused or wrong; both controls were found out.`
    : objections.join(" · ");
  return { passed, sentence, figures };
}

/** A disk or driver that breaks its word must cost acknowledged rows, and the oracle must see it. */
const isCaught = ({ outcomes }: CutTally): boolean => outcomes.lost + outcomes.refused > 0;

const cutFigures = ({ moments, images, outcomes, worstLoss }: CutTally): Figures => ({
  moments,
  images,
  ...outcomes,
  worstLoss,
});

/** One line each, as docs/reliability.md has them. */
function tableRows(tallies: Tallies): readonly TableRow[] {
  const { cuts: full, loose, lying, flips: flipped, vault, kills: killed, faults } = tallies;
  const { outcomes } = flipped;
  const unseen = outcomes.lost + outcomes.wrong;
  return [
    ["power cut, the real settings", imagesOf(full), cameOf(full)],
    ["control: a driver that says FULL and does NORMAL", imagesOf(loose), cameOf(loose)],
    ["control: a disk that says it has written and has not", imagesOf(lying), cameOf(lying)],
    [
      "1 to 1,000 turned bits in a ledger at rest",
      `${counted(flipped.images)} folders`,
      `${counted(outcomes.refused)} refused at the start, ${counted(outcomes["found-later"])} found while serving, ${counted(outcomes.sound)} read exactly as written, ${unseen} unseen`,
    ],
    [
      "1 to 1,000 turned bits in a vault at rest",
      `${counted(vault.images)} folders`,
      vaultCameOf(vault),
    ],
    [
      "`kill -9`",
      `${counted(killed.cycles)} cycles, ${counted(killed.acknowledged)} with acknowledged rows`,
      `${killed.bad.length} lost or damaged`,
    ],
    [
      "EIO or ENOSPC at the k-th call",
      `${counted(faults.runs)} runs; ${faults.whole} of ${diskFaults.length} sweeps to their end`,
      `${faults.bad.length} went on or lost a row`,
    ],
  ];
}

const imagesOf = ({ images, moments }: CutTally): string =>
  `${counted(images)} images of ${counted(moments)} moments`;

const cameOf = ({ outcomes, worstLoss }: CutTally): string =>
  outcomes.lost + outcomes.refused + outcomes.wrong + outcomes["found-later"] === 0
    ? "0 lost, 0 refused, 0 wrong"
    : `${counted(outcomes.lost)} lost acknowledged rows unseen (up to ${worstLoss}), ${counted(outcomes.refused)} refused`;

const vaultCameOf = ({ outcomes, firstBad }: VaultFlipTally): string => {
  const { refused, unreadable, gone, sound } = outcomes;
  const wrong = firstBad === undefined ? "nobody's data changed or taken for another's" : "WRONG";
  return `${counted(refused)} refused at the start, ${counted(unreadable)} with data that was found unreadable, ${counted(gone)} with the newest gone, ${counted(sound)} read exactly as sealed; ${wrong}`;
};

/** Seed after seed until the time is over; at least one. */
function* seeds({ seed }: Part, forMs: number): Generator<number, void> {
  const endsMs = Date.now() + forMs;
  for (let next = seed; next === seed || Date.now() < endsMs; next += 1) yield next;
}

function cuts(part: Part, control: CutControl, forMs: number): CutTally {
  const tally = emptyTally();
  for (const seed of seeds(part, forMs)) {
    cutPower(part.bench, { seed, drawsPerMoment: DRAWS_PER_MOMENT, control }, tally);
    part.say(
      `power cuts (control: ${control}), seed ${seed}: ${JSON.stringify(cutFigures(tally))}`,
    );
  }
  return tally;
}

function failingCalls(part: Part, forMs: number): FaultTally {
  const tally = emptyFaultTally();
  const endsMs = Date.now() + forMs;
  const isOver = (): boolean => Date.now() > endsMs;
  for (const fault of diskFaults) {
    failAtEachCall(part.bench, { seed: part.seed, fault, step: 1, isOver }, tally);
    part.say(`${fault.error} at ${fault.call}: ${tally.runs} runs, ${tally.bad.length} bad`);
  }
  return tally;
}

function flips(part: Part, forMs: number): FlipTally {
  const tally = emptyFlipTally();
  for (const seed of seeds(part, forMs)) {
    flipInRest(part.bench, { seed, images: FLIPS_PER_FOLDER }, tally);
    part.say(`bit flips, seed ${seed}: ${JSON.stringify(tally.outcomes)}`);
  }
  return tally;
}

function vaultFlips(part: Part, forMs: number): VaultFlipTally {
  const tally = emptyVaultFlipTally();
  for (const seed of seeds(part, forMs)) {
    flipInVault(part.bench, { seed, images: FLIPS_PER_FOLDER }, tally);
    part.say(`bit flips in the vault, seed ${seed}: ${JSON.stringify(tally.outcomes)}`);
  }
  return tally;
}

async function kills(part: Part, forMs: number): Promise<KillTally> {
  const tally: KillTally = { cycles: 0, acknowledged: 0, bad: [] };
  for (const seed of seeds(part, forMs)) {
    await killAgain(part.bench, { seed, cycles: KILLS_PER_FOLDER }, tally);
    part.say(`kill -9: ${tally.cycles} cycles, ${tally.bad.length} bad`);
  }
  return tally;
}

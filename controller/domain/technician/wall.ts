// The wall in a technician's eyes: every compartment with the word that matters most about it now, and the age of its reading.
// Pure reading; nothing here moves.
import type { Doubt } from "../facts.ts";
import type { CompartmentNumber } from "../ids.ts";
import type { Moment } from "../moment.ts";
import type { CompartmentSite } from "../site.ts";
import { type State, compartmentOf, doorStateOf, liveBoard } from "../state.ts";
import type { Tile, TileState } from "./panel.ts";

/** As many tiles as fit on one screen, each as large as a key. */
export const WALL_PAGE = 24;

const URGENCY: Readonly<Record<TileState, number>> = {
  fault: 0,
  unknown: 1,
  open: 2,
  doubt: 3,
  "out-of-service": 4,
  occupied: 5,
  ok: 6,
};

/** A document that lies there, and nothing at all, are what a wall is for. */
const isFault = ({ state }: Tile): boolean => URGENCY[state] < URGENCY.occupied;

/** A door that was driven and stayed, or whose coil is broken. */
const FAULTS: ReadonlySet<Doubt> = new Set<Doubt>(["not-opened", "drive-fault"]);

type Wall = Pick<State, "site" | "durable" | "live">;

export function tileState(wall: Wall, { number, board }: CompartmentSite): TileState {
  const { doubt, disabled, holds } = compartmentOf(wall.durable, number);
  const door = doorStateOf(wall, number);
  const isStopped = wall.durable.boards[board]?.stopped !== undefined;
  if (door === "unknown") return "unknown";
  if (door === "open") return "open";
  if (isStopped || (doubt !== undefined && FAULTS.has(doubt))) return "fault";
  if (doubt !== undefined) return "doubt";
  if (disabled !== undefined) return "out-of-service";
  return holds === undefined ? "ok" : "occupied";
}

function tileOf(wall: Wall, site: CompartmentSite, now: Moment): Tile {
  const { readAtMonoMs } = liveBoard(wall.live, site.board);
  const ageMs =
    readAtMonoMs === undefined
      ? undefined
      : Math.floor(Math.max(0, now.monoMs - readAtMonoMs) / 1000) * 1000;
  const why =
    compartmentOf(wall.durable, site.number).doubt ?? wall.durable.boards[site.board]?.stopped;
  const tile = { compartment: site.number, state: tileState(wall, site), ageMs };
  return why === undefined ? tile : { ...tile, why };
}

/** The most urgent first, so that a door in trouble is on the first page. */
export function tilesOf(wall: Wall, now: Moment, onlyFaults: boolean): readonly Tile[] {
  const tiles = [...wall.site.compartments.values()].map((site) => tileOf(wall, site, now));
  return tiles
    .filter((tile) => !onlyFaults || isFault(tile))
    .toSorted((a, b) => URGENCY[a.state] - URGENCY[b.state] || a.compartment - b.compartment);
}

export const faultCount = (wall: Wall, now: Moment): number => tilesOf(wall, now, true).length;

/** The numbers of one page of tiles, as the wall is sorted now. */
export const pageOf = (tiles: readonly Tile[], page: number): readonly Tile[] =>
  tiles.slice(page * WALL_PAGE, (page + 1) * WALL_PAGE);

export const isOnWall = ({ site }: Wall, number: CompartmentNumber): boolean =>
  site.compartments.has(number);

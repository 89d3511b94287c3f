// `Vault` in memory: passes the contract that the SQLite one passes. What it holds outlives a restart, as files do.
import type { PickupId } from "#domain/ids.ts";
import { failed, ok } from "#domain/result.ts";
import type { PersonalData, Vault, VaultFault } from "#runtime/ports.ts";

/** What is on the disk. Tests may look at it, and break it. */
export type VaultDisk = {
  readonly sealed: Map<PickupId, { readonly mac: string; readonly data: PersonalData }>;
  /** Answered to every call while it is set. */
  fault: VaultFault | undefined;
};

export const createVaultDisk = (): VaultDisk => ({ sealed: new Map(), fault: undefined });

export function createVirtualVault(
  disk: VaultDisk,
  referenceMac: (reference: string) => string,
): Vault {
  const { sealed } = disk;
  return {
    seal(pickup, data) {
      if (disk.fault !== undefined) return failed(disk.fault);
      // Sealed again, it counts as the newest.
      sealed.delete(pickup);
      sealed.set(pickup, { mac: referenceMac(data.reference), data });
      return ok(undefined);
    },
    open: (pickup) =>
      disk.fault === undefined ? ok(sealed.get(pickup)?.data) : failed(disk.fault),
    find(reference) {
      if (disk.fault !== undefined) return failed(disk.fault);
      const wanted = referenceMac(reference);
      return ok([...sealed].findLast(([, { mac }]) => mac === wanted)?.[0]);
    },
    erase(pickup) {
      if (disk.fault !== undefined) return failed(disk.fault);
      sealed.delete(pickup);
      return ok(undefined);
    },
    pickups: () => (disk.fault === undefined ? ok([...sealed.keys()]) : failed(disk.fault)),
    close: () => undefined,
  };
}

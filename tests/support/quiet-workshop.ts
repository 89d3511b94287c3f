// A workshop for terminals that no technician works at: it knows of nothing.
import type { Workshop } from "#runtime/ports.ts";

export const quietWorkshop: Workshop = {
  doorHistory: () => [],
  devices: () => ({ version: "0", boards: [] }),
  busTrace: () => [],
  makeBundle: () => undefined,
};

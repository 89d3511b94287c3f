// Packs the built shell as electron-builder.yml says, with electron-builder's own library: `pack-shell.ts ELECTRON_DIST OUTPUT`.
// A process of its own, since the library talks while it works.
import { Platform, build } from "app-builder-lib";
import { inCheckout } from "../checkout.ts";

const [electronDist = "", output = ""] = process.argv.slice(2);

await build({
  projectDir: inCheckout("."),
  targets: Platform.LINUX.createTarget("dir"),
  publish: "never",
  config: { electronDist, directories: { output } },
});
// The library listens to whoever started us, which would keep this process for ever.
if (process.connected) process.disconnect();

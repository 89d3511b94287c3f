// Packs the shell with electron-builder's own library, as electron-builder.yml says, around an Electron that is only its fuse wire.
// A process of its own, since the library talks while it works. Arguments: the checkout, the folder of that Electron, where to put it.
import { Platform, build } from "app-builder-lib";

const [projectDir = "", electronDist = "", output = ""] = process.argv.slice(2);

await build({
  projectDir,
  targets: Platform.LINUX.createTarget("dir"),
  publish: "never",
  config: { electronDist, directories: { output } },
});

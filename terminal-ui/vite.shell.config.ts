// Builds Electron's side of the screen: two files of CommonJS, since a preload in its sandbox loads nothing else, and Electron's Node strips no types.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "terminal-ui/dist-shell",
    // Two files of fixed names: whoever builds while another one starts takes nothing away from it.
    emptyOutDir: false,
    ssr: true,
    target: "node24",
    minify: false,
    rolldownOptions: {
      input: { main: "terminal-ui/shell/main.ts", preload: "terminal-ui/shell/preload.ts" },
      external: ["electron"],
      output: { format: "cjs", entryFileNames: "[name].cjs" },
    },
  },
});

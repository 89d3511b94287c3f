// The preload, in its sandbox: while something is drawn, it says so. It gives the page nothing and takes nothing from it.
import { ipcRenderer } from "electron";

declare const document: { readonly querySelector: (selector: string) => unknown };

setInterval(() => {
  if (document.querySelector("[data-screen]") !== null) ipcRenderer.send("loket24-lives");
}, 5000);

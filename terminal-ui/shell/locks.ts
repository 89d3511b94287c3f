// What the shell refuses, whoever asks: every permission, window, dialog, download, navigation and request that is not the terminal's own.
import type { Session, WebContents, WebPreferences } from "electron";

/** Not `file:`: the packed page has no more rights than any other. */
export const SCHEME = "loket24";

/** Each line is Electron's default or stricter; written down so that no default changes under us. */
export const LOCKED: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  devTools: false,
  disableDialogs: true,
  navigateOnDragDrop: false,
  spellcheck: false,
  backgroundThrottling: false,
  autoplayPolicy: "no-user-gesture-required",
};

/** The controller, its WebSocket, and the packed page. */
export function isOwn(address: string, origin: string): boolean {
  const url = URL.parse(address);
  const own = [`${SCHEME}://packed`, origin, origin.replace("http:", "ws:")];
  return own.includes(`${url?.protocol}//${url?.host}`);
}

export function lockSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Nothing of ours has a certificate: -2 refuses them all.
  session.setCertificateVerifyProc((_request, answer) => answer(-2));
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwn(url, origin) }));
}

const refuse = (event: { readonly preventDefault: () => void }): void => event.preventDefault();

export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  // Only the shell itself loads pages; what it loads emits none of these.
  contents.on("will-frame-navigate", refuse);
  contents.on("will-redirect", refuse);
  contents.on("will-attach-webview", refuse);
  // A page may not hold the shell back with a question of its own.
  contents.on("will-prevent-unload", refuse);
  contents.on("dom-ready", () => void contents.setVisualZoomLevelLimits(1, 1));
  // Keys that the page has a use for come alone; F13 to F24 are an audio keypad's.
  contents.on("before-input-event", (event, { control, alt, meta, key }) => {
    if (control || alt || meta || /^F(?:[1-9]|1[0-2])$/u.test(key)) event.preventDefault();
  });
}

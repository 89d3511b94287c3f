// The only script of the kiosk's packed page, which tests/kiosk/packed-page.test.ts writes into out-of-service.html: it refuses what keys,
// mouse and fingers would make of the browser around the page. Nothing on it is to be touched or typed, so all of it is refused.
const kinds =
  "keydown keyup keypress contextmenu auxclick click mousedown mouseup wheel touchstart touchmove dragstart dragover drop selectstart";
for (const kind of kinds.split(" "))
  addEventListener(kind, (event) => event.cancelable && event.preventDefault(), {
    capture: true,
    passive: false,
  });

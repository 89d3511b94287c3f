// The frame that never changes, and inside it the drawing for whatever the controller says.
import { DoorScreen } from "./door-screen.tsx";
import { beneath, drawn } from "./display-state.ts";
import { families } from "./families.ts";
import { HomeScreen } from "./home-screen.tsx";
import { KeypadScreen } from "./keypad-screen.tsx";
import { ListScreen } from "./list-screen.tsx";
import { MessageScreen } from "./message-screen.tsx";
import { MenuScreen } from "./menu-screen.tsx";
import { Spoken } from "./spoken.tsx";
import { Fitted } from "./fitted.tsx";
import { Bar, Foot } from "./frame.tsx";
import { isLying } from "./glass.ts";
import type { Screen } from "./texts.ts";
import { TouchScreen } from "./touch-screen.tsx";
import { WarningOverlay } from "./warning-overlay.tsx";
import { WorkshopScreen } from "./workshop-screen.tsx";

export function TerminalPage() {
  const told = drawn.value;
  const isWarning = families[told.name][0] === "warning";
  const isTouch = families[told.name][0] === "touch";
  const under = isWarning ? beneath.value : told;
  const { low } = told.display;
  const shape = `${isLying.value ? " lying" : ""}${low ? " low" : ""}`;
  return (
    <div class="glass">
      <div class={`page${shape}`} inert={isWarning || isTouch} data-screen={told.name}>
        {!low && <Bar />}
        {low && <Foot />}
        <Fitted>{under !== undefined && <Drawing shown={under} key={under.name} />}</Fitted>
        {!low && <Foot />}
        {low && <Bar />}
      </div>
      {isTouch && <TouchScreen shown={told} shape={shape} />}
      {isWarning && <WarningOverlay shown={told} shape={shape} />}
      <Spoken shown={told} />
    </div>
  );
}

function Drawing({ shown }: { readonly shown: Screen }) {
  const [family] = families[shown.name];
  switch (family) {
    case "home":
      return <HomeScreen shown={shown} />;
    case "keypad":
      return <KeypadScreen shown={shown} />;
    case "message":
      return <MessageScreen shown={shown} />;
    case "door":
      return <DoorScreen shown={shown} />;
    case "list":
      return <ListScreen shown={shown} />;
    case "workshop":
      return <WorkshopScreen shown={shown} />;
    case "menu":
      return <MenuScreen shown={shown} />;
    case "touch":
    case "warning":
      return null;
  }
}

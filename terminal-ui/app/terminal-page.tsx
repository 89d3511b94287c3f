// The frame that never changes, and inside it the drawing for whatever the controller says.
import { DoorScreen } from "./door-screen.tsx";
import { beneath, screen } from "./display-state.ts";
import { families } from "./families.ts";
import { HomeScreen } from "./home-screen.tsx";
import { KeypadScreen } from "./keypad-screen.tsx";
import { ListScreen } from "./list-screen.tsx";
import { MessageScreen } from "./message-screen.tsx";
import { MenuScreen } from "./menu-screen.tsx";
import { HelpLine, LanguageBar } from "./frame.tsx";
import { Spoken } from "./spoken.tsx";
import type { Screen } from "./texts.ts";
import { WarningOverlay } from "./warning-overlay.tsx";
import { WorkshopScreen } from "./workshop-screen.tsx";

export function TerminalPage() {
  const told = screen.value;
  const isWarning = families[told.name][0] === "warning";
  const under = isWarning ? beneath.value : told;
  return (
    <>
      <div class="page" inert={isWarning} data-screen={told.name}>
        <LanguageBar />
        <main class="main">
          {under !== undefined && <Drawing shown={under} key={under.name} />}
        </main>
        <HelpLine />
      </div>
      {isWarning && <WarningOverlay shown={told} />}
      <Spoken shown={told} />
    </>
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
    case "warning":
      return null;
  }
}

// A technician's screens: a title, what there is to see, and the buttons under it.
import { families } from "./families.ts";
import { ToneMark } from "./marks.tsx";
import { Choices, Said } from "./said.tsx";
import { EventList } from "./event-list.tsx";
import { DeviceList, TraceLines } from "./machine-lists.tsx";
import { ReportList } from "./report-list.tsx";
import type { Screen } from "./texts.ts";
import { Tiles } from "./tiles.tsx";

export function WorkshopScreen({ shown }: { readonly shown: Screen }) {
  const { panel, door } = shown;
  const [, tone] = families[shown.name];
  return (
    <section class="workshop">
      <div class="workshop-words">
        {door !== undefined && panel === undefined && (
          <strong class="workshop-door">{door.compartment}</strong>
        )}
        {panel === undefined && <ToneMark tone={tone} />}
        <Said shown={shown} />
      </div>
      <div class="workshop-display">{panel !== undefined && <Shown shown={shown} />}</div>
      <Choices choices={shown.choices.filter(({ number }) => number === undefined)} />
    </section>
  );
}

function Shown({ shown }: { readonly shown: Screen }) {
  const { panel, language } = shown;
  switch (panel?.kind) {
    case "tiles":
      return <Tiles tiles={panel.tiles} choices={shown.choices} language={language} />;
    case "events":
      return <EventList events={panel.events} language={language} />;
    case "report":
      return <ReportList rows={panel.rows} language={language} />;
    case "devices":
      return <DeviceList rows={panel.rows} language={language} />;
    case "trace":
      return <TraceLines lines={panel.lines} />;
    case undefined:
      return null;
  }
}

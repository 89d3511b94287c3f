// Which door, in four ways at once: its number, its place in words, the map, and the lamp at the door itself.
import { surroundings, texts } from "./display-state.ts";
import { families } from "./families.ts";
import { ToneMark } from "./marks.tsx";
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";
import { WallMap } from "./wall-map.tsx";
import { planOf, regionOf } from "./wall-plan.ts";

export function DoorScreen({ shown }: { readonly shown: Screen }) {
  const { door } = shown;
  const wall = surroundings.value?.wall;
  const plan = wall === undefined ? undefined : planOf(wall);
  const target = plan?.doors.find(({ number }) => number === door?.compartment);
  const [, tone] = families[shown.name];
  const { page } = texts.value;
  return (
    <section class={`door ${tone}`}>
      {door !== undefined && (
        <p class="door-plate">
          <span>{page.door}</span> <strong>{door.compartment}</strong>
          {plan !== undefined && target !== undefined && (
            <small>{page[regionOf(target, plan)]}</small>
          )}
        </p>
      )}
      <div class="door-words">
        <ToneMark tone={tone} />
        <Said shown={shown} />
      </div>
      {plan !== undefined && target !== undefined && door !== undefined && (
        <WallMap plan={plan} target={target} state={door.state} />
      )}
      <Choices choices={shown.choices} />
    </section>
  );
}

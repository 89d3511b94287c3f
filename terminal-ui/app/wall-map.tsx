// The wall as it stands there, with an arrow to the one door that matters.
import { texts } from "./display-state.ts";
import { fill } from "./placeholders.ts";
import type { Screen } from "./texts.ts";
import type { Door, WallPlan } from "./wall-plan.ts";

type State = NonNullable<Screen["door"]>["state"];
type Props = { readonly plan: WallPlan; readonly target: Door; readonly state: State };

/** Room for the arrow over the top row, and for the leaf of an open door in the first column. */
const ABOVE = 92;
const BESIDE = 40;

export function WallMap({ plan, target, state }: Props) {
  const { width, height, columns } = plan;
  const { number, column, place } = target;
  const label = fill(texts.value.page.wall, { door: number, column, columns, place });
  return (
    <svg
      class="wall"
      viewBox={`${-BESIDE} ${-ABOVE} ${width + BESIDE + 4} ${height + ABOVE + 4}`}
      role="img"
      aria-label={label}
    >
      <rect class="cabinet" width={width} height={height} rx="10" />
      {plan.doors.map((door) =>
        door === target ? null : <OtherDoor key={door.number} door={door} />,
      )}
      <TargetDoor door={target} state={state} />
      <Arrow door={target} plan={plan} />
    </svg>
  );
}

function OtherDoor({ door }: { readonly door: Door }) {
  const { x, y, width, height, number } = door;
  return (
    <g class="other-door">
      <rect x={x} y={y} width={width} height={height} rx="4" />
      <text x={x + width / 2} y={y + height / 2}>
        {number}
      </text>
    </g>
  );
}

function TargetDoor({ door, state }: { readonly door: Door; readonly state: State }) {
  const { x, y, width, height, number } = door;
  const leaf = `M${x - 6} ${y - 5} l${-width * 0.28} ${-9} v${height + 28} l${width * 0.28} ${-9} z`;
  return (
    <g class={`target-door ${state}`}>
      <rect x={x - 5} y={y - 5} width={width + 10} height={height + 10} rx="7" />
      {state === "open" && <path class="leaf" d={leaf} />}
      <text x={x + width / 2} y={y + height / 2}>
        {number}
      </text>
    </g>
  );
}

/** Points down on the door from above the wall's edge or the door above it. */
function Arrow({ door, plan }: { readonly door: Door; readonly plan: WallPlan }) {
  const x = Math.min(Math.max(door.x + door.width / 2, 0), plan.width);
  const y = door.y - 12;
  return <path class="arrow" d={`M${x} ${y} l-38 -42 h20 v-34 h36 v34 h20 z`} />;
}

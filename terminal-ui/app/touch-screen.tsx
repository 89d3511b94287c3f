// The technician's test of the glass: nine crosses over all of it, and beside each how far off the finger landed. What is touched here
// stays here; the controller only hears that somebody is still there.
import { useState } from "preact/hooks";
import { texts } from "./display-state.ts";
import { useGrowth } from "./fitted.tsx";
import { glass } from "./glass.ts";
import { Choices, Said } from "./said.tsx";
import { say, speaking } from "./speech/speech-state.ts";
import { touchLines } from "./speech/spoken-crosses.ts";
import type { Screen } from "./texts.ts";
import { type Spot, hitAt, offText, pointsOf } from "./touch-points.ts";
import { tell } from "./touches.ts";

type Props = { readonly shown: Screen; readonly shape: string };

export function TouchScreen({ shown, shape }: Props) {
  const [offs, setOffs] = useState<ReadonlyMap<number, Spot>>(new Map());
  const points = pointsOf(glass.value);
  const touch = (event: PointerEvent): void => {
    const at = spotOf(event);
    if (at === undefined) return;
    const hit = hitAt(points, at);
    const all = hit === undefined ? offs : new Map(offs).set(hit.point, hit.off);
    setOffs(all);
    tell({ kind: "moved" });
    if (speaking.value) say(touchLines(texts.value, { points, touched: new Set(all.keys()) }, at));
  };
  return (
    <div
      class={`touch-screen${shape}`}
      role="dialog"
      aria-modal="true"
      aria-label={texts.value.screens[shown.name].title}
      onPointerDown={touch}
    >
      {points.map((point, at) => (
        <Cross key={at} at={point} off={offs.get(at)} />
      ))}
      <section class="touch-words" ref={useGrowth<HTMLElement>()}>
        <Said shown={shown} />
        <Choices choices={shown.choices} />
      </section>
    </div>
  );
}

type CrossProps = { readonly at: Spot; readonly off: Spot | undefined };

function Cross({ at, off }: CrossProps) {
  return (
    <div class={off === undefined ? "cross" : "cross touched"} style={{ "--x": at.x, "--y": at.y }}>
      <svg viewBox="-10 -10 20 20" aria-hidden="true">
        <path d="M-9 0H9M0-9V9" />
        {off !== undefined && <circle cx={off.x} cy={off.y} r="1.6" />}
      </svg>
      {off !== undefined && <span>{offText(off)}</span>}
    </div>
  );
}

/** On the glass; a button under the finger is no point of it. */
function spotOf({ target, currentTarget, clientX, clientY }: PointerEvent): Spot | undefined {
  if (!(currentTarget instanceof Element) || !(target instanceof Element)) return undefined;
  if (target.closest("button") !== null) return undefined;
  const { left, top, width } = currentTarget.getBoundingClientRect();
  const pxPerMm = width / glass.value.widthMm;
  return { x: (clientX - left) / pxPerMm, y: (clientY - top) / pxPerMm };
}

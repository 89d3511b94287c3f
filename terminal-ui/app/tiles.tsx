// The wall as tiles: number, sign, word and the age of the reading. A tile with a choice of its own can be touched; what is written
// on it is its name, and what a touch does its description.
import { settled, texts } from "./display-state.ts";
import { choiceMessage } from "./said.tsx";
import { ageText, wordOf } from "./technician-words.ts";
import { type Choice, type Language, type Screen, choiceText } from "./texts.ts";
import { touchable } from "./touches.ts";

type Tile = Extract<NonNullable<Screen["panel"]>, { readonly kind: "tiles" }>["tiles"][number];

/** A sign each, so that nothing hangs on a colour. */
const SIGNS: Readonly<Record<Tile["state"], string>> = {
  ok: "M5 13l5 5 9-12",
  occupied: "M4 6h16v12H4zM4 7l8 6 8-6",
  open: "M5 3h14v18M5 3v18l8-4V7z",
  fault: "M12 4v10M12 18v1",
  doubt: "M8 9c0-6 9-6 9 0 0 4-5 3-5 7M12 20v0",
  "out-of-service": "M5 12h14",
  unknown: "M6 6l12 12M18 6L6 18",
};

type Props = {
  readonly tiles: readonly Tile[];
  readonly choices: readonly Choice[];
  readonly language: Language;
};

export function Tiles({ tiles, choices, language }: Props) {
  return (
    <div class={tiles.length === 1 ? "tiles one" : "tiles"}>
      {tiles.map((tile) => {
        const choice = choices.find(({ number }) => number === tile.compartment);
        const words = <TileWords tile={tile} language={language} />;
        if (choice === undefined)
          return (
            <div key={tile.compartment} class={`tile ${tile.state}`}>
              {words}
            </div>
          );
        return (
          <button
            key={tile.compartment}
            type="button"
            class={`tile ${tile.state}`}
            data-choice={choice.choice}
            data-number={tile.compartment}
            aria-description={choiceText(texts.value, choice)}
            disabled={!settled.value}
            {...touchable(choiceMessage(choice))}
          >
            {words}
          </button>
        );
      })}
    </div>
  );
}

function TileWords({ tile, language }: { readonly tile: Tile; readonly language: Language }) {
  const { compartment, state, ageMs, why } = tile;
  return (
    <>
      <strong>{compartment}</strong>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={SIGNS[state]} />
      </svg>
      <span>{wordOf(language, "tiles", state)}</span>
      <small>{ageText(language, ageMs)}</small>
      {why !== undefined && <em>{wordOf(language, "details", why)}</em>}
    </>
  );
}

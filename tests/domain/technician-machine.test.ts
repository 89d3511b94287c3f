// A technician looks at the machine beside its doors: boards, clock and disk, the scanner, the bus lines, and packs a support bundle.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Panel } from "#domain/technician/panel.ts";
import { boardIsLost, boardsUp } from "../support/domain-boards.ts";
import { chooses, clockIsTrusted, scans, scansQr, signsIn } from "../support/domain-people.ts";
import { an, boardB, extract, tom } from "../support/domain-site.ts";
import { type Story, given } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";
import { toldOfLines } from "../support/domain-workshop.ts";

const inWorkshop = inOrder(boardsUp, signsIn(tom), chooses("workshop"));
const panelOf = ({ terminal }: Story): Panel | undefined => terminal.screen().panel;

/** The workshop's own answer, where the test says what it is. */
const answered =
  (choice: string, answer: (ask: number) => Parameters<typeof feedAnswer>[1]): Act =>
  (terminal) => {
    terminal.knobs.adapters = "slow";
    chooses(choice)(terminal);
    feedAnswer(terminal, answer(terminal.state().live.nextAsk - 1));
  };
function feedAnswer(
  terminal: Parameters<Act>[0],
  input: Extract<Parameters<Parameters<Act>[0]["feed"]>[0], { kind: "answer" }>["input"],
): void {
  terminal.feed({ kind: "answer", input });
}

describe("the devices", () => {
  test("are the boards with what they tell of themselves, the clock, the disk and the program", () => {
    const story = given(inWorkshop, boardIsLost(boardB), chooses("devices"));
    expect(panelOf(story)).toEqual({
      kind: "devices",
      rows: [
        {
          name: "a:01",
          state: "good",
          facts: ["LB12", "1.4.2", "12.1 V", "21.5 °C"],
          tamper: false,
        },
        { name: "a:02", state: "lost", facts: [] },
        { name: "clock", state: "trusted", facts: ["03/11 10:30:30"] },
        { name: "disk", state: "", facts: ["12.3 GB"] },
        { name: "program", state: "", facts: ["0.1.0"] },
      ],
    });
    story.when(chooses("read-again")).expect({ effects: ["read-devices"] });
    story.when(chooses("back")).expect({ screen: "technician-menu" });
  });

  test("whose disk tells nothing, and a clock that nobody set, are said as that", () => {
    const quiet = answered("devices", (ask) => ({
      kind: "devices-read",
      ask,
      devices: { version: "0.1.0", boards: [] },
    }));
    const story = given(inWorkshop, clockIsTrusted(false), quiet);
    expect(panelOf(story)).toMatchObject({
      rows: [{}, {}, { name: "clock", state: "untrusted" }, { name: "disk", facts: [] }, {}],
    });
  });
});

describe("the scanner", () => {
  const atScanner = inOrder(inWorkshop, chooses("devices"), chooses("try-scanner"));

  test("is tried with anything: kind and length are shown, the content goes nowhere", () => {
    const story = given(atScanner);
    story.when(scansQr(extract)).expect({ facts: [], effects: [], screen: "technician-scanner" });
    expect(story.terminal.screen().values).toMatchObject({ what: "qr", length: 34 });
    story.when(scans(an.badge)).expect({ facts: [], effects: [] });
    expect(story.terminal.screen().values).toMatchObject({ what: "badge", length: 7 });
    story.when(scans("\u0007LABEL-9")).expect({ facts: [], effects: [] });
    expect(story.terminal.screen().values).toMatchObject({ what: "other", length: 8 });
    expect(JSON.stringify(story.terminal.state())).not.toContain("LABEL-9");
  });

  test("is left for the devices", () => {
    given(atScanner).when(chooses("read-again")).expect({ screen: "technician-scanner" });
    given(atScanner).when(chooses("back")).expect({ screen: "technician-devices" });
    given(inWorkshop, chooses("devices"), scansQr(extract))
      .when()
      .expect({ screen: "technician-devices" });
  });
});

describe("the loudspeaker", () => {
  const atSound = inOrder(inWorkshop, chooses("devices"), chooses("try-sound"));

  test("speaks in every language of the site, as often as it is asked", () => {
    const story = given(atSound);
    story.when(chooses("speak-fr")).expect({ facts: [], effects: [], screen: "technician-sound" });
    expect(story.terminal.screen().values).toMatchObject({ spoken: "fr", times: 1 });
    story.when(chooses("speak-fr"));
    expect(story.terminal.screen().values).toMatchObject({ spoken: "fr", times: 2 });
    story.when(chooses("speak-nl"));
    expect(story.terminal.screen()).toMatchObject({ language: "nl", values: { spoken: "nl" } });
  });

  test("has no voice for a language that the site does not offer, and is left for the devices", () => {
    const story = given(atSound).when(chooses("speak-de"));
    expect(story.terminal.screen().values).not.toHaveProperty("spoken");
    story.when(chooses("back")).expect({ screen: "technician-devices" });
  });
});

describe("the glass", () => {
  test("is the page's own to measure: nothing that is touched there is told, but for the way back", () => {
    const atGlass = inOrder(inWorkshop, chooses("devices"), chooses("try-touch"));
    given(atGlass).when(chooses("speak-nl")).expect({ screen: "technician-touch" });
    given(atGlass).when(chooses("back")).expect({ screen: "technician-devices" });
  });
});

describe("the bus lines", () => {
  const atLines = inOrder(inWorkshop, chooses("bus-trace"));

  test("stand there as text, newest first, page by page", () => {
    const story = given(atLines);
    expect(panelOf(story)).toMatchObject({ kind: "trace" });
    const { lines } = panelOf(story) as Extract<Panel, { kind: "trace" }>;
    expect(lines).toHaveLength(6);
    expect(lines[0]).toEqual({
      at: "03/11 09:00:00",
      bus: "a",
      direction: "<",
      text: toldOfLines[0]?.line,
    });
    story.when(chooses("more"));
    expect(panelOf(story)).toMatchObject({ lines: [{ direction: "port", text: "opened" }] });
    story.when(chooses("more"));
    expect(panelOf(story)).toMatchObject({ lines: [{}, {}, {}, {}, {}, {}] });
  });

  test("and as hex; what became of the port stays a word", () => {
    const story = given(atLines, chooses("as-hex"));
    const { lines } = panelOf(story) as Extract<Panel, { kind: "trace" }>;
    expect(lines).toHaveLength(3);
    expect(lines[0]?.text.startsWith("3c 30 31 20")).toBe(true);
    story.when(chooses("more"), chooses("more"));
    expect(panelOf(story)).toMatchObject({ lines: [{ text: "opened" }] });
    story.when(chooses("as-text"));
    expect(panelOf(story)).toMatchObject({
      lines: [{ text: toldOfLines[0]?.line }, {}, {}, {}, {}, {}],
    });
  });

  test("are read again, or left", () => {
    given(atLines)
      .when(chooses("read-again"))
      .expect({ effects: ["read-bus-trace"] });
    given(atLines).when(chooses("back")).expect({ screen: "technician-menu" });
    const none = answered("bus-trace", (ask) => ({ kind: "bus-trace-read", ask, lines: [] }));
    const story = given(inWorkshop, none);
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual([
      "as-hex",
      "read-again",
      "back",
    ]);
  });
});

describe("the support bundle", () => {
  test("is packed with two touches, and its name is shown", () => {
    const story = given(boardsUp, signsIn(tom));
    story
      .when(chooses("workshop"), chooses("support-bundle"))
      .expect({ facts: [], effects: ["make-support-bundle"], screen: "technician-bundle" });
    expect(story.terminal.screen().values["name"]).toMatch(/^support-/u);
    story.when(chooses("more")).expect({ screen: "technician-bundle" });
    story.when(chooses("back")).expect({ screen: "technician-menu" });
  });

  test("that the disk refused says so", () => {
    const refused = answered("support-bundle", (ask) => ({
      kind: "support-bundle-made",
      ask,
      name: undefined,
    }));
    const { terminal } = given(inWorkshop, refused);
    expect(terminal.screen()).toMatchObject({ name: "technician-bundle", values: { failed: 1 } });
  });
});

// The compartment as a thing: what coil, spring, jam and hands do to a door, without any board.
import { describe, expect, test } from "vitest";
import {
  advanceCompartment,
  createCompartment,
  pulseCoil,
  touch,
  type Compartment,
} from "#simulator/board/physics.ts";

const closed = (): Compartment => createCompartment({ springMs: 150 });

function opened(): Compartment {
  const compartment = closed();
  touch(compartment, "force", 0);
  return compartment;
}

describe("a pulse", () => {
  test("unlatches the door at once and the spring opens it after its time", () => {
    const compartment = closed();
    expect(pulseCoil(compartment, 1000)).toBe("ok");
    expect(compartment).toMatchObject({ latched: false, doorOpen: false });
    advanceCompartment(compartment, 1149);
    expect(compartment.doorOpen).toBe(false);
    advanceCompartment(compartment, 1150);
    expect(compartment.doorOpen).toBe(true);
  });

  test.each(["cut-coil", "short-coil"] as const)(
    "through a coil after %s moves nothing",
    (action) => {
      const compartment = closed();
      touch(compartment, action, 0);
      expect(pulseCoil(compartment, 0)).not.toBe("ok");
      advanceCompartment(compartment, 10_000);
      expect(compartment).toMatchObject({ latched: true, doorOpen: false });
      touch(compartment, "mend-coil", 0);
      expect(pulseCoil(compartment, 10_000)).toBe("ok");
    },
  );

  test("leaves an open door as it is", () => {
    const compartment = opened();
    pulseCoil(compartment, 0);
    touch(compartment, "close", 10);
    advanceCompartment(compartment, 10_000);
    expect(compartment).toMatchObject({ latched: true, doorOpen: false });
  });

  test("opens no door without a spring, but a hand can close its latch again", () => {
    const compartment = createCompartment({ springMs: undefined });
    pulseCoil(compartment, 0);
    advanceCompartment(compartment, 60_000);
    expect(compartment).toMatchObject({ latched: false, doorOpen: false });
    touch(compartment, "close", 60_000);
    expect(compartment.latched).toBe(true);
  });
});

describe("a jammed door", () => {
  test("stays shut though it is unlatched, and springs open once it is freed", () => {
    const compartment = closed();
    touch(compartment, "jam", 0);
    pulseCoil(compartment, 0);
    advanceCompartment(compartment, 5000);
    expect(compartment).toMatchObject({ latched: false, doorOpen: false });
    touch(compartment, "free", 5000);
    advanceCompartment(compartment, 5150);
    expect(compartment.doorOpen).toBe(true);
  });

  test("that was pressed shut again stays shut when it is freed", () => {
    const compartment = closed();
    touch(compartment, "jam", 0);
    pulseCoil(compartment, 0);
    touch(compartment, "close", 100);
    touch(compartment, "free", 200);
    advanceCompartment(compartment, 5000);
    expect(compartment).toMatchObject({ latched: true, doorOpen: false });
  });

  test("jamming stops a door on its way", () => {
    const compartment = closed();
    pulseCoil(compartment, 0);
    touch(compartment, "jam", 100);
    advanceCompartment(compartment, 5000);
    expect(compartment.doorOpen).toBe(false);
  });

  test("opens by force like any other", () => {
    const compartment = closed();
    touch(compartment, "jam", 0);
    touch(compartment, "force", 0);
    expect(compartment).toMatchObject({ latched: false, doorOpen: true });
  });
});

describe("hands", () => {
  test("reach an item only through an open door", () => {
    const compartment = closed();
    expect(touch(compartment, "put", 0)).toContain("door is closed");
    expect(compartment.item).toBe(false);
    touch(compartment, "force", 0);
    expect(touch(compartment, "put", 0)).toBeUndefined();
    expect(touch(compartment, "put", 0)).toContain("already");
    touch(compartment, "close", 0);
    expect(touch(compartment, "take", 0)).toContain("door is closed");
    expect(compartment.item).toBe(true);
  });

  test("take what is there and find nothing twice", () => {
    const compartment = opened();
    touch(compartment, "put", 0);
    expect(touch(compartment, "take", 0)).toBeUndefined();
    expect(touch(compartment, "take", 0)).toContain("no item");
  });

  test("shut a door after a while where somebody does so", () => {
    const compartment = createCompartment({ springMs: 100, closeAfterMs: 5000 });
    pulseCoil(compartment, 0);
    advanceCompartment(compartment, 100);
    expect(compartment.doorOpen).toBe(true);
    advanceCompartment(compartment, 5100);
    expect(compartment).toMatchObject({ doorOpen: false, latched: true });
  });
});

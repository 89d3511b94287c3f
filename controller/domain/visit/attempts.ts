// How often one door is tried in one visit: the first time and twice more, each under its own grant, a second apart.
import { SECOND_MS } from "../moment.ts";

export const ATTEMPTS_MAX = 3;
export const AGAIN_AFTER_MS = SECOND_MS;

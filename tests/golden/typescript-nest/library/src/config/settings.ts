/** Settings from the environment. Add your own here; `.env.example` lists them all. */

import type { z } from "zod";

import { environment, readEnvironment, serviceEnvironment, type Environment } from "./env.js";

/** Everything that differs from one place to another. */
const settings = serviceEnvironment.extend({});

export type Settings = z.output<typeof settings>;

/** The token that settings are injected by: `@Inject(SETTINGS) settings: Settings`. */
export const SETTINGS = Symbol("SETTINGS");

/** Reads the settings. Throws InvalidEnvironment. */
export function readSettings(variables: Environment = environment()): Settings {
  return readEnvironment(settings, variables);
}

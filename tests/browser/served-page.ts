// The page from the terminal's own server, with the test in the controller's place: it says what is shown and hears what is touched.
import { join } from "node:path";
import type { Screen } from "#domain/screen.ts";
import { type ApiOptions, createApi } from "#api/server.ts";
import { styleOf } from "../../controller/commands/face.ts";
import { loadedFrom } from "../config/sandbox.ts";
import { optionsFor } from "../api/api-fixture.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";

export type ServedPage = {
  readonly url: string;
  readonly show: (screen: Screen) => void;
  readonly close: () => Promise<void>;
};

export async function servePage(change: Partial<ApiOptions>): Promise<ServedPage> {
  const { options, show } = optionsFor({
    staticDir: join(repositoryRoot, "terminal-ui/dist"),
    themeStyle: styleOf(loadedFrom("config/demo.yaml").theme),
    clipFolders: [join(repositoryRoot, "terminal-ui/clips")],
    ...change,
  });
  const api = await createApi(options);
  if (!api.ok) throw new Error(api.error);
  const { port, close } = api.value;
  return { url: `http://127.0.0.1:${port}/`, show, close };
}

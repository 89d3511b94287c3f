// Where messages to holders are handed over: one HTTP gateway. Never a message itself.
import { z } from "zod";

import { isLoopback } from "./loopback.ts";
import type { Finding } from "./problem.ts";
import { filePath, keys, pattern, url } from "./scalars.ts";

const headerName = pattern(/^[A-Za-z0-9-]{1,64}$/, "a header name");
const headerValue = pattern(
  /^[\x20-\x7e]{1,500}$/,
  "a header value in quotes, at most 500 characters",
);

export const messagesSchema = keys({
  url: url(["http:", "https:"], "a URL https://…, or http://… on this machine"),
  headers: z
    .record(headerName, headerValue, {
      error: "header names (letters, digits, dashes) with values",
    })
    .exactOptional(),
  /** `Name: value` lines, for those that are secret. */
  headersFile: filePath.exactOptional(),
});

export type Messages = z.output<typeof messagesSchema>;

/** Messages carry pickup codes and contacts: they leave the machine only encrypted. */
export function exposedMessages(messages: Messages): Finding[] {
  const { protocol, hostname, username, password } = new URL(messages.url);
  const findings: Finding[] = [];
  if (protocol === "http:" && !isLoopback(hostname)) {
    findings.push({
      path: ["messages", "url"],
      sentence: `goes to ${hostname} in clear: write https:// for everything beyond this machine`,
    });
  }
  if (`${username}${password}` !== "") {
    findings.push({
      path: ["messages", "url"],
      sentence: "holds a user name or password: move them to headersFile",
    });
  }
  return findings;
}

// The only page that is packed in: the terminal does not work, and whom to call. It asks nobody for anything and runs no script.
import { createHash } from "node:crypto";
import de from "../texts/de.json" with { type: "json" };
import en from "../texts/en.json" with { type: "json" };
import fr from "../texts/fr.json" with { type: "json" };
import nl from "../texts/nl.json" with { type: "json" };
import style from "./out-of-service.css?raw";

const ALL = [nl, fr, de, en];
const digest = createHash("sha256").update(style).digest("base64");
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** In the site's languages; in Dutch where none of them is packed. */
export function outOfServicePage(phone: string, languages: readonly string[]): string {
  const wanted = languages.flatMap((wish) => ALL.filter(({ language }) => language === wish));
  const shown = wanted.length === 0 ? [nl] : wanted;
  // A number that breaks over two lines is dialled wrong.
  const together = phone.replaceAll(" ", "\u00a0");
  const sections = shown.map(({ language, screens }) => {
    const { title, lines } = screens["out-of-service"];
    const said = lines.map((line) => `<p>${escaped(line.replace("{phone}", together))}</p>`);
    return `<section lang="${language}"><h1>${escaped(title)}</h1>${said.join("")}</section>`;
  });
  return `<!doctype html><html lang="${shown[0]?.language}"><meta charset="utf-8"><title>Loket24</title><style>${style}</style><body>${sections.join("")}`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// Everything beside the doors: boards, lines, the pocket with its authenticator, the phone with its messages.
import { element, postButton } from "./elements.js";

const scan = (label, body) => postButton(label, "/api/scanner", body, "strong");

export function drawBoards(boards) {
  return boards.map(({ bus, address, plugged, boot, channels, keyed }) => {
    const path = `/api/boards/${bus}:${address}`;
    return element(
      "li",
      { "data-plugged": plugged },
      element("b", {}, `${bus}:${address}`),
      element(
        "span",
        { class: "fact" },
        plugged ? `${channels} channels, boot ${boot}${keyed ? ", keyed" : ""}` : "without power",
      ),
      plugged && postButton("Reset", path, { action: "reset" }),
      plugged
        ? postButton("Unplug", path, { action: "unplug" })
        : postButton("Plug in", path, { action: "replug" }, "strong"),
    );
  });
}

export function drawBuses(buses) {
  return buses.map(({ id, kind, where, plugged }) => {
    const path = `/api/buses/${id}`;
    return element(
      "li",
      { "data-plugged": plugged },
      element("b", {}, id),
      element("span", { class: "fact", title: where }, `${kind}, ${plugged ? where : "cable out"}`),
      plugged
        ? postButton("Unplug", path, { action: "unplug" })
        : postButton("Plug in", path, { action: "replug" }, "strong"),
    );
  });
}

export function drawPocket({ clerk, technician, documents }) {
  const staff = [clerk, technician].filter(Boolean);
  if (staff.length + documents.length === 0) {
    return [element("p", { class: "empty" }, "Empty. The demo fills it.")];
  }
  return [
    ...staff.map(drawBadge),
    element("ul", { class: "list" }, ...documents.map(drawDocument)),
  ];
}

function drawBadge({ name, badge, totp }) {
  return element(
    "div",
    { class: "badge" },
    element("span", { class: "fact" }, element("b", {}, name), `badge ${badge}`),
    element("output", { title: "Authenticator code" }, `${totp.slice(0, 3)} ${totp.slice(3)}`),
    scan("Scan badge", { text: badge }),
  );
}

function drawDocument({ reference, product, holder }) {
  const born = holder.birthDate ? `, born ${holder.birthDate}` : "";
  const phone = holder.telephone ? `, tel. ${holder.telephone.replace("+32", "0")}` : "";
  return element(
    "li",
    {},
    element(
      "span",
      { class: "fact" },
      element("b", {}, `${product} ${reference}`),
      `${holder.name}${born}${phone}`,
    ),
    scan("Scan label", { text: reference }),
  );
}

export function drawPhone(messages) {
  if (messages.length === 0) return [element("li", { class: "empty" }, "No messages yet.")];
  return messages.map(({ id, receivedAt, to, channel, language, subject, text, png }) =>
    element(
      "li",
      { "data-channel": channel },
      element(
        "p",
        { class: "fact" },
        `${channel} to ${to}, ${language}, ${new Date(receivedAt).toLocaleTimeString([], { hour12: false })}`,
      ),
      subject !== undefined && element("b", {}, subject),
      element("p", { class: "text" }, text),
      png !== undefined && element("img", { src: png, alt: "QR code of this message" }),
      png !== undefined && scan("Hold before the scanner", { messageId: id }),
    ),
  );
}

// What a citizen reads in German, per template. Data only; what the parts are stands in message-text.ts.
import type { MessageTexts } from "./message-text.ts";

export const german: MessageTexts = {
  "document-ready": {
    subject: "Ihr Dokument liegt bereit: {product}",
    sms: "{product} liegt bereit. Ihr Code: {code}. Abholen bis {until}. {terminal}, {address}",
    long: [
      "Guten Tag,",
      "Ihr Dokument liegt bereit: {product}.",
      "Ihr Code ist: {code}",
      "Holen Sie es bis zum {until} ab.",
      "Der Automat steht hier: {terminal}, {address}.",
      "Sie können Tag und Nacht kommen.",
      "Tippen Sie den Code auf dem Bildschirm des Automaten ein.",
      "Geben Sie Ihren Code niemandem weiter.",
    ],
    withQr: "Oder zeigen Sie den QR-Code aus diesem Brief oder dieser E-Mail.",
  },
  "code-renewed": {
    subject: "Ihr neuer Code: {product}",
    sms: "Ihr neuer Code für {product}: {code}. Der alte gilt nicht mehr. Abholen bis {until}. {terminal}",
    long: [
      "Guten Tag,",
      "Sie bekommen einen neuen Code für Ihr Dokument: {product}.",
      "Ihr neuer Code ist: {code}",
      "Ihr alter Code gilt nicht mehr.",
      "Holen Sie das Dokument bis zum {until} ab.",
      "Der Automat steht hier: {terminal}, {address}.",
      "Geben Sie Ihren Code niemandem weiter.",
    ],
    withQr: "Oder zeigen Sie den QR-Code aus diesem Brief oder dieser E-Mail.",
  },
  "code-repeated": {
    subject: "Ihr Code noch einmal: {product}",
    sms: "Ihr Code für {product}, noch einmal: {code}. Abholen bis {until}. {terminal}. Nicht Sie? Tun Sie nichts.",
    long: [
      "Guten Tag,",
      "Sie haben Ihren Code am Automaten noch einmal angefordert.",
      "Es geht um Ihr Dokument: {product}.",
      "Ihr Code ist: {code}",
      "Holen Sie das Dokument bis zum {until} ab.",
      "Der Automat steht hier: {terminal}, {address}.",
      "Waren Sie es nicht? Dann brauchen Sie nichts zu tun.",
      "Geben Sie Ihren Code niemandem weiter.",
    ],
    withQr: "Oder zeigen Sie den QR-Code aus dieser E-Mail.",
  },
  "typing-blocked": {
    subject: "Sie können Ihren Code nicht mehr eintippen: {product}",
    sms: "Zu viele falsche Codes für {product}. Eintippen geht nicht mehr. Ihr QR-Code gilt noch. Fragen? Kommen Sie zum Schalter.",
    long: [
      "Guten Tag,",
      "Jemand hat zu oft einen falschen Code eingetippt.",
      "Es geht um Ihr Dokument: {product}.",
      "Sie können Ihren Code deshalb nicht mehr eintippen.",
      "Ihr QR-Code gilt noch.",
      "Ihr Dokument liegt sicher im Automaten: {terminal}.",
      "Kein QR-Code? Kommen Sie bitte zum Schalter.",
    ],
  },
  "document-collected": {
    subject: "Ihr Dokument wurde abgeholt: {product}",
    sms: "Ihr Dokument wurde abgeholt: {product}. {terminal}. Waren Sie es nicht? Rufen Sie den Schalter an.",
    long: [
      "Guten Tag,",
      "Ihr Dokument wurde abgeholt: {product}.",
      "Das war hier: {terminal}, {address}.",
      "Waren Sie es nicht? Rufen Sie sofort den Schalter an.",
    ],
  },
  "document-at-counter": {
    subject: "Ihr Dokument liegt am Schalter: {product}",
    sms: "{product} liegt jetzt am Schalter, nicht mehr im Automaten. Ihr Code gilt nicht mehr. Fragen? Rufen Sie an. {terminal}",
    long: [
      "Guten Tag,",
      "Ihr Dokument liegt nicht mehr im Automaten: {product}.",
      "Sie finden es jetzt am Schalter.",
      "Ihr Code funktioniert nicht mehr.",
      "Es geht um diesen Automaten: {terminal}, {address}.",
    ],
  },
};

// What a citizen reads in Dutch, per template. Data only; what the parts are stands in message-text.ts.
import type { MessageTexts } from "./message-text.ts";

export const dutch: MessageTexts = {
  "document-ready": {
    subject: "Je document ligt klaar: {product}",
    sms: "{product} ligt klaar. Je code: {code}. Haal af tot {until}. {terminal}, {address}",
    long: [
      "Goeiedag,",
      "Je document ligt klaar: {product}.",
      "Je code is: {code}",
      "Haal het af tot en met {until}.",
      "De automaat staat hier: {terminal}, {address}.",
      "Je kan dag en nacht langskomen.",
      "Tik de code in op het scherm van de automaat.",
      "Geef je code aan niemand door.",
    ],
    withQr: "Of toon de QR-code uit deze brief of e-mail.",
  },
  "code-renewed": {
    subject: "Je nieuwe code: {product}",
    sms: "Je nieuwe code voor {product}: {code}. De oude werkt niet meer. Haal af tot {until}. {terminal}",
    long: [
      "Goeiedag,",
      "Je krijgt een nieuwe code voor je document: {product}.",
      "Je nieuwe code is: {code}",
      "Je oude code werkt niet meer.",
      "Haal het document af tot en met {until}.",
      "De automaat staat hier: {terminal}, {address}.",
      "Geef je code aan niemand door.",
    ],
    withQr: "Of toon de QR-code uit deze brief of e-mail.",
  },
  "code-repeated": {
    subject: "Je code, nog een keer: {product}",
    sms: "Je vroeg je code opnieuw voor {product}: {code}. Haal af tot {until}. {terminal}. Niet jij? Doe niets.",
    long: [
      "Goeiedag,",
      "Je vroeg je code opnieuw aan de automaat.",
      "Het gaat om je document: {product}.",
      "Je code is: {code}",
      "Haal het document af tot en met {until}.",
      "De automaat staat hier: {terminal}, {address}.",
      "Vroeg jij dit niet? Dan hoef je niets te doen.",
      "Geef je code aan niemand door.",
    ],
    withQr: "Of toon de QR-code uit deze e-mail.",
  },
  "typing-blocked": {
    subject: "Je code intikken kan niet meer: {product}",
    sms: "Iemand tikte te vaak een foute code in voor {product}. Intikken kan niet meer. Je QR-code werkt nog. Vragen? Ga naar het loket.",
    long: [
      "Goeiedag,",
      "Iemand tikte te vaak een foute code in.",
      "Het gaat om je document: {product}.",
      "Je code intikken kan daarom niet meer.",
      "Je QR-code werkt nog.",
      "Je document ligt veilig in de automaat: {terminal}.",
      "Heb je geen QR-code? Ga dan naar het loket.",
    ],
  },
  "document-collected": {
    subject: "Je document is afgehaald: {product}",
    sms: "Je document is afgehaald: {product}. {terminal}. Was jij dit niet? Bel meteen het loket.",
    long: [
      "Goeiedag,",
      "Je document is afgehaald: {product}.",
      "Dat gebeurde hier: {terminal}, {address}.",
      "Was jij dit niet? Bel dan meteen het loket.",
    ],
  },
  "document-at-counter": {
    subject: "Je document ligt aan het loket: {product}",
    sms: "{product} ligt nu aan het loket, niet meer in de automaat. Je code werkt niet meer. Vragen? Bel het loket. {terminal}",
    long: [
      "Goeiedag,",
      "Je document ligt niet meer in de automaat: {product}.",
      "Je vindt het nu aan het loket.",
      "Je code werkt niet meer.",
      "Het gaat om deze automaat: {terminal}, {address}.",
    ],
  },
};

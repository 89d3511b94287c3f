// What a citizen reads in an SMS, an e-mail or a letter, per template and language. B1 words, sentences of at most 12 words, "je".
// Data only: placeholders are filled in rendering.ts. Never a compartment's number, never a citizen's name.
import type { MessageTemplate } from "#domain/facts.ts";
import type { Language } from "#domain/site.ts";

/**
 * Placeholders: `product` its name, `code` the locator and PIN in groups, `until` the last day, `terminal` and `address` where.
 * `sms` has no QR and keeps to the 160 characters of one message for usual names.
 */
export type MessageText = {
  readonly subject: string;
  readonly sms: string;
  readonly long: readonly string[];
  /** Added where the QR goes along. */
  readonly withQr?: string;
};

const nl: Record<MessageTemplate, MessageText> = {
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

const en: Record<MessageTemplate, MessageText> = {
  "document-ready": {
    subject: "Your document is ready: {product}",
    sms: "{product} is ready. Your code: {code}. Collect it by {until}. {terminal}, {address}",
    long: [
      "Hello,",
      "Your document is ready: {product}.",
      "Your code is: {code}",
      "Collect it by {until}.",
      "The machine is here: {terminal}, {address}.",
      "You can come by day and by night.",
      "Type the code on the screen of the machine.",
      "Do not give your code to anyone.",
    ],
    withQr: "Or show the QR code in this letter or email.",
  },
  "code-renewed": {
    subject: "Your new code: {product}",
    sms: "Your new code for {product}: {code}. The old one is dead. Collect by {until}. {terminal}",
    long: [
      "Hello,",
      "You get a new code for your document: {product}.",
      "Your new code is: {code}",
      "Your old code does not work any more.",
      "Collect the document by {until}.",
      "The machine is here: {terminal}, {address}.",
      "Do not give your code to anyone.",
    ],
    withQr: "Or show the QR code in this letter or email.",
  },
  "typing-blocked": {
    subject: "You cannot type your code any more: {product}",
    sms: "Someone typed a wrong code too often for {product}. Typing is off. Your QR code still works. Questions? Go to the town hall.",
    long: [
      "Hello,",
      "Someone typed a wrong code too often.",
      "It is about your document: {product}.",
      "You can therefore not type your code any more.",
      "Your QR code still works.",
      "Your document is safe in the machine: {terminal}.",
      "No QR code? Please go to the town hall.",
    ],
  },
  "document-collected": {
    subject: "Your document was collected: {product}",
    sms: "Your document was collected: {product}. {terminal}. Was it not you? Call the town hall now.",
    long: [
      "Hello,",
      "Your document was collected: {product}.",
      "It happened here: {terminal}, {address}.",
      "Was it not you? Then call the town hall now.",
    ],
  },
  "document-at-counter": {
    subject: "Your document is at the town hall: {product}",
    sms: "{product} is at the town hall now. It left the machine. Your code is dead. Questions? Call the town hall. {terminal}",
    long: [
      "Hello,",
      "Your document is not in the machine any more: {product}.",
      "You now find it at the town hall.",
      "Your code does not work any more.",
      "It is about this machine: {terminal}, {address}.",
    ],
  },
};

const fr: Record<MessageTemplate, MessageText> = {
  "document-ready": {
    subject: "Votre document est arrivé : {product}",
    sms: "{product} : il est là. Votre code : {code}. Venez avant le {until} inclus. {terminal}, {address}",
    long: [
      "Bonjour,",
      "Votre document est arrivé : {product}.",
      "Votre code est : {code}",
      "Venez le chercher jusqu'au {until} inclus.",
      "L'automate se trouve ici : {terminal}, {address}.",
      "Vous pouvez venir jour et nuit.",
      "Tapez le code sur l'écran de l'automate.",
      "Ne donnez votre code à personne.",
    ],
    withQr: "Ou montrez le code QR de cette lettre ou de cet e-mail.",
  },
  "code-renewed": {
    subject: "Votre nouveau code : {product}",
    sms: "Nouveau code pour {product} : {code}. L'ancien ne marche plus. Venez avant le {until}. {terminal}",
    long: [
      "Bonjour,",
      "Vous recevez un nouveau code pour votre document : {product}.",
      "Votre nouveau code est : {code}",
      "Votre ancien code ne marche plus.",
      "Venez chercher le document jusqu'au {until} inclus.",
      "L'automate se trouve ici : {terminal}, {address}.",
      "Ne donnez votre code à personne.",
    ],
    withQr: "Ou montrez le code QR de cette lettre ou de cet e-mail.",
  },
  "typing-blocked": {
    subject: "Vous ne pouvez plus taper votre code : {product}",
    sms: "Trop de codes faux pour {product}. Vous ne pouvez plus taper le code. Le code QR marche encore. Questions ? Allez au guichet.",
    long: [
      "Bonjour,",
      "Quelqu'un a tapé trop souvent un code faux.",
      "Il s'agit de votre document : {product}.",
      "Vous ne pouvez donc plus taper votre code.",
      "Votre code QR marche encore.",
      "Votre document est en sécurité dans l'automate : {terminal}.",
      "Pas de code QR ? Allez au guichet.",
    ],
  },
  "document-collected": {
    subject: "Votre document a été retiré : {product}",
    sms: "Votre document a été retiré : {product}. {terminal}. Ce n'était pas vous ? Appelez le guichet.",
    long: [
      "Bonjour,",
      "Votre document a été retiré : {product}.",
      "C'était ici : {terminal}, {address}.",
      "Ce n'était pas vous ? Appelez tout de suite le guichet.",
    ],
  },
  "document-at-counter": {
    subject: "Votre document est au guichet : {product}",
    sms: "{product} est maintenant au guichet et plus dans l'automate. Votre code ne marche plus. Questions ? Appelez le guichet. {terminal}",
    long: [
      "Bonjour,",
      "Votre document n'est plus dans l'automate : {product}.",
      "Il est maintenant au guichet.",
      "Votre code ne fonctionne plus.",
      "Il s'agit de cet automate : {terminal}, {address}.",
    ],
  },
};

const de: Record<MessageTemplate, MessageText> = {
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
      "Geben Sie Ihren Code niemandem.",
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
      "Geben Sie Ihren Code niemandem.",
    ],
    withQr: "Oder zeigen Sie den QR-Code aus diesem Brief oder dieser E-Mail.",
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

export const messageTexts: Record<Language, Record<MessageTemplate, MessageText>> = {
  nl,
  en,
  fr,
  de,
};

/** Added where the policy asks for the old document first; an SMS may then take two parts. */
export const bringOldDocument: Record<Language, string> = {
  nl: "Breng je oude document mee.",
  en: "Bring your old document with you.",
  fr: "Apportez votre ancien document.",
  de: "Bringen Sie Ihr altes Dokument mit.",
};

// What a citizen reads in French, per template. Data only; what the parts are stands in message-text.ts.
import type { MessageTexts } from "./message-text.ts";

export const french: MessageTexts = {
  "document-ready": {
    subject: "Votre document est arrivé : {product}",
    sms: "{product} : il est là. Votre code : {code}. Venez jusqu'au {until} inclus. {terminal}, {address}",
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
    sms: "Nouveau code pour {product} : {code}. L'ancien ne marche plus. Venez jusqu'au {until}. {terminal}",
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
  "code-repeated": {
    subject: "Votre code, encore une fois : {product}",
    sms: "Code redemandé pour {product} : {code}. Venez avant le {until} inclus. {terminal}. Pas vous ? Ne faites rien.",
    long: [
      "Bonjour,",
      "Vous avez redemandé votre code à l'automate.",
      "Il s'agit de votre document : {product}.",
      "Votre code est : {code}",
      "Venez chercher le document jusqu'au {until} inclus.",
      "L'automate se trouve ici : {terminal}, {address}.",
      "Ce n'était pas vous ? Vous ne devez rien faire.",
      "Ne donnez votre code à personne.",
    ],
    withQr: "Ou montrez le code QR de cet e-mail.",
  },
  "typing-blocked": {
    subject: "Vous ne pouvez plus taper votre code : {product}",
    sms: "Trop de mauvais codes pour {product}. Vous ne pouvez plus taper le code. Le code QR marche encore. Questions ? Allez au guichet.",
    long: [
      "Bonjour,",
      "Quelqu'un a tapé trop souvent un mauvais code.",
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
    sms: "{product} n'est plus dans l'automate, mais au guichet. Votre code ne marche plus. Questions ? Appelez le guichet. {terminal}",
    long: [
      "Bonjour,",
      "Votre document n'est plus dans l'automate : {product}.",
      "Il est maintenant au guichet.",
      "Votre code ne fonctionne plus.",
      "Il s'agit de cet automate : {terminal}, {address}.",
    ],
  },
};

// What somebody understands who speaks one language and hears the terminal: what a line asks of the hands, and by which key. Written
// down by hand from how people talk, never taken from the catalogues: a line that no longer says it is not understood.

export type Tongue = {
  /** As its speakers call it. */
  readonly name: string;
  /** How each key is spoken of: one that was not explained is not pressed. */
  readonly keys: Readonly<Record<"up" | "down" | "left" | "right" | "ok" | "again", RegExp>>;
  /** How to get this language, said to whoever understands nothing else. */
  readonly offered: RegExp;
  /** How a digit is put with arrows. */
  readonly dial: RegExp;
  readonly asked: Readonly<Record<"code" | "birthDate" | "nextBirthDate", RegExp>>;
  /** Says how many digits are still to come. */
  readonly left: RegExp;
  readonly parts: Readonly<Record<"day" | "month" | "year", RegExp>>;
  readonly full: RegExp;
  /** Says how many choices there are. */
  readonly choices: RegExp;
  /** What somebody is after who came for a document, in the words of a choice. */
  readonly wishes: RegExp;
  readonly refused: RegExp;
  /** A door stands open and is to be shut: says its number, its column and its place in it. */
  readonly door: RegExp;
  /** Nothing is to be done: more will be said. */
  readonly wait: RegExp;
  readonly over: RegExp;
  /** A choice: there may be another document. */
  readonly another: RegExp;
  /** A choice: enough. */
  readonly stop: RegExp;
  /** Speech ends here. */
  readonly ended: RegExp;
  /** The end of a whole screen; a stop of the arrows or a digit has none of these. */
  readonly screenEnd: RegExp;
};

export const dutch: Tongue = {
  name: "Nederlands",
  keys: {
    up: /pijl omhoog/iu,
    down: /pijl omlaag/iu,
    left: /pijl links/iu,
    right: /pijl rechts/iu,
    ok: /ronde toets/iu,
    again: /toets met het vraagteken/iu,
  },
  offered: /Nederlands: druk op pijl omlaag tot je Nederlands hoort/u,
  dial: /Pijl omhoog: één keer is 1, tien keer is 0\. De ronde toets zet het cijfer\./u,
  asked: {
    code: /Typ je code\./u,
    birthDate: /Wanneer ben je geboren\?/u,
    nextBirthDate: /Typ de geboortedatum van die persoon\./u,
  },
  left: /Cijfers die nog komen: (\d+)\./u,
  parts: { day: /dag: twee cijfers/u, month: /maand: twee cijfers/u, year: /jaar: vier cijfers/u },
  full: /Alle cijfers staan er\. Druk op de ronde toets\./u,
  choices: /Aantal keuzes: (\d+)\./u,
  wishes: /wil mijn code typen|Probeer opnieuw|Open de volgende deur/u,
  refused: /Dit klopt niet\./u,
  door: /Neem je document\..* Deur (\d+)\..* kolom (\d+) van \d+\..* deur (\d+) van \d+\..* Duw de deur dicht\./u,
  wait: /Je hoort vanzelf wat er komt/u,
  over: /Klaar\. Tot ziens\./u,
  another: /Haal nog een document op\./u,
  stop: /^Stop\./u,
  ended: /Dit bezoek is klaar\./u,
  screenEnd: /herhaalt alles\.|vanzelf|hoort daarna meer|meer tijd/u,
};

export const french: Tongue = {
  name: "Français",
  keys: {
    up: /flèche du haut/iu,
    down: /flèche du bas/iu,
    left: /flèche gauche/iu,
    right: /flèche droite/iu,
    ok: /touche ronde/iu,
    again: /touche avec le point d’interrogation/iu,
  },
  offered: /Français\s: appuyez sur la flèche du bas jusqu’à entendre Français/u,
  dial: /Flèche du haut\s: une fois donne 1, dix fois donne 0\. La touche ronde place le chiffre\./u,
  asked: {
    code: /Tapez votre code\./u,
    birthDate: /Quelle est votre date de naissance\s\?/u,
    nextBirthDate: /Tapez la date de naissance de cette personne\./u,
  },
  left: /Chiffres encore à donner\s: (\d+)\./u,
  parts: {
    day: /jour\s: deux chiffres/u,
    month: /mois\s: deux chiffres/u,
    year: /année\s: quatre chiffres/u,
  },
  full: /Tous les chiffres sont là\. Appuyez sur la touche ronde\./u,
  choices: /Nombre de choix\s: (\d+)\./u,
  wishes: /veux taper mon code|Réessayer|Ouvrir la porte suivante/u,
  refused: /Ce n’est pas correct\./u,
  door: /Prenez votre document\..* Porte (\d+)\..* colonne (\d+) sur \d+\..* porte (\d+) sur \d+\..* Poussez la porte pour la fermer\./u,
  wait: /Vous entendrez bientôt la suite/u,
  over: /C’est fini\. Au revoir\./u,
  another: /Retirer un autre document\./u,
  stop: /^Arrêter\./u,
  ended: /Cette visite est finie\./u,
  screenEnd: /répète tout\.|tout seul|entendrez|plus de temps/u,
};

export const german: Tongue = {
  name: "Deutsch",
  keys: {
    up: /Pfeil nach oben/iu,
    down: /Pfeil nach unten/iu,
    left: /Pfeil links/iu,
    right: /Pfeil rechts/iu,
    ok: /runde Taste/iu,
    again: /Taste mit dem Fragezeichen/iu,
  },
  offered: /Deutsch: drücken Sie Pfeil nach unten, bis Sie Deutsch hören/u,
  dial: /Pfeil nach oben: einmal ist 1, zehnmal ist 0\. Die runde Taste setzt die Ziffer\./u,
  asked: {
    code: /Tippen Sie Ihren Code ein\./u,
    birthDate: /Wann sind Sie geboren\?/u,
    nextBirthDate: /Tippen Sie das Geburtsdatum dieser Person ein\./u,
  },
  left: /Ziffern, die noch fehlen: (\d+)\./u,
  parts: { day: /Tag: zwei Ziffern/u, month: /Monat: zwei Ziffern/u, year: /Jahr: vier Ziffern/u },
  full: /Alle Ziffern stehen da\. Drücken Sie die runde Taste\./u,
  choices: /Anzahl der Möglichkeiten: (\d+)\./u,
  wishes: /möchte meinen Code eintippen|Versuchen Sie es noch einmal|Öffnen Sie die nächste Tür/u,
  refused: /Das stimmt nicht\./u,
  door: /Nehmen Sie Ihr Dokument\..* Tür (\d+)\..* Spalte (\d+) von \d+\..* Tür (\d+) von \d+\..* Drücken Sie die Tür zu\./u,
  wait: /Sie hören gleich, wie es weitergeht/u,
  over: /Fertig\. Auf Wiedersehen\./u,
  another: /Holen Sie noch ein Dokument ab\./u,
  stop: /^Beenden\./u,
  ended: /Dieser Besuch ist zu Ende\./u,
  screenEnd: /wiederholt alles\.|von selbst|hören Sie mehr|mehr Zeit/u,
};

export const english: Tongue = {
  name: "English",
  keys: {
    up: /arrow up/iu,
    down: /arrow down/iu,
    left: /arrow left/iu,
    right: /arrow right/iu,
    ok: /round key/iu,
    again: /key with the question mark/iu,
  },
  offered: /English: press arrow down until you hear English/u,
  dial: /Arrow up: one press is 1, ten presses is 0\. The round key puts the digit\./u,
  asked: {
    code: /Type your code\./u,
    birthDate: /When were you born\?/u,
    nextBirthDate: /Type that person’s date of birth\./u,
  },
  left: /Digits still to come: (\d+)\./u,
  parts: { day: /day: two digits/u, month: /month: two digits/u, year: /year: four digits/u },
  full: /All digits are there\. Press the round key\./u,
  choices: /Number of choices: (\d+)\./u,
  wishes: /want to type my code|Try again|Open the next door/u,
  refused: /This is not right\./u,
  door: /Take your document\..* Door (\d+)\..* column (\d+) of \d+\..* door (\d+) of \d+\..* Push the door shut\./u,
  wait: /You will hear what comes next/u,
  over: /All done\. Goodbye\./u,
  another: /Collect another document\./u,
  stop: /^Stop\./u,
  ended: /This visit has ended\./u,
  screenEnd: /repeats everything\.|by itself|hear more|more time/u,
};

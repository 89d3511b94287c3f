// The documents that lie on the demo's desk: invented people, invented numbers, three of the shipped policies.

export type DemoDocument = {
  /** What the label's barcode says. */
  readonly reference: string;
  readonly product: string;
  /** `birthDate` as YYYY-MM-DD, only where the product's policy asks for it; `telephone` in E.164. */
  readonly holder: {
    readonly name: string;
    readonly birthDate?: string;
    readonly telephone: string;
  };
  readonly email: string;
  readonly language: "nl" | "en";
  readonly lowCompartment: boolean;
  /** The same for documents that are fetched together. */
  readonly group?: string;
};

export const demoDocuments: readonly DemoDocument[] = [
  {
    reference: "RB-2026-00417",
    product: "rijbewijs",
    holder: { name: "Els Peeters", birthDate: "1988-04-12", telephone: "+32470000417" },
    email: "els.peeters@example.org",
    language: "nl",
    lowCompartment: false,
  },
  {
    reference: "RB-2026-00418",
    product: "rijbewijs",
    holder: { name: "Karim Haddad", birthDate: "1995-11-30", telephone: "+32470000418" },
    email: "karim.haddad@example.org",
    language: "nl",
    lowCompartment: false,
  },
  {
    reference: "RB-2026-00421",
    product: "rijbewijs",
    holder: { name: "Maria De Smet", birthDate: "1951-02-08", telephone: "+32470000421" },
    email: "maria.desmet@example.org",
    language: "nl",
    lowCompartment: true,
  },
  {
    reference: "IR-2026-00033",
    product: "internationaal-rijbewijs",
    holder: { name: "Jonas Weber", birthDate: "1979-07-21", telephone: "+32470000033" },
    email: "jonas.weber@example.org",
    language: "en",
    lowCompartment: false,
  },
  {
    reference: "AT-2026-01552",
    product: "attest",
    holder: { name: "Sofie Claes", telephone: "+32470001552" },
    email: "sofie.claes@example.org",
    language: "nl",
    lowCompartment: false,
  },
  {
    reference: "AT-2026-01560",
    product: "attest",
    holder: { name: "Grace Okafor", telephone: "+32470001560" },
    email: "grace.okafor@example.org",
    language: "en",
    lowCompartment: false,
  },
  {
    reference: "AT-2026-01571",
    product: "attest",
    holder: { name: "Lena Maes", telephone: "+32470001571" },
    email: "lena.maes@example.org",
    language: "nl",
    lowCompartment: false,
    group: "household-1",
  },
  {
    reference: "RB-2026-00430",
    product: "rijbewijs",
    holder: { name: "Daan Maes", birthDate: "1999-06-17", telephone: "+32470001571" },
    email: "daan.maes@example.org",
    language: "nl",
    lowCompartment: false,
    group: "household-1",
  },
];

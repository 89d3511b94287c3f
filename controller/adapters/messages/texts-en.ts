// What a citizen reads in English, per template. Data only; what the parts are stands in message-text.ts.
import type { MessageTexts } from "./message-text.ts";

export const english: MessageTexts = {
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
  "code-repeated": {
    subject: "Your code once more: {product}",
    sms: "You asked for your code again for {product}: {code}. Collect by {until}. {terminal}. Not you? Do nothing.",
    long: [
      "Hello,",
      "You asked the machine for your code again.",
      "It is about your document: {product}.",
      "Your code is: {code}",
      "Collect the document by {until}.",
      "The machine is here: {terminal}, {address}.",
      "Was it not you? Then you need not do anything.",
      "Do not give your code to anyone.",
    ],
    withQr: "Or show the QR code in this email.",
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

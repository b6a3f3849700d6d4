// What the payer does: pays by a card, by his bank's link, asks for a kiosk's code. One thing at a time, each once.

import { about } from "/checkout/feed.js";
import { ask, Refusal, Trouble } from "/checkout/server.js";
import { page, set } from "/checkout/state.js";

const SECONDS = 20;
const TRIES = 40;
const PAUSE_MS = 1500;
const SEEN_SECONDS = 30;
const LOOK_MS = 50;
// The vault names the field that it refuses; the words begin like this.
const FIELDS = [
  ["номер карты", "number"],
  ["срок действия", "date"],
  ["код с обратной", "code"],
  ["имя держателя", "holder"],
];

// A card becomes a token, and the token pays. What was typed goes nowhere else. True when the payment began.
export function payByCard(card) {
  return once("card", async () => {
    const tool = { paymentToolType: "CardData", cardNumber: card.number, expDate: card.date, cvv: card.code };
    if (card.holder) tool.cardHolder = card.holder;
    const question = { paymentTool: tool, clientInfo: { fingerprint: navigator.language + " " + screen.width } };
    const told = await ask(page.token, "POST", "/payment-method-tokens", question, SECONDS);
    await start({
      payerType: "PaymentResourcePayer",
      paymentToolToken: told.paymentToolToken,
      paymentSession: told.paymentSession,
    });
  });
}

// By the bank's QR code or application.
export function payByLink(bank) {
  return once("link", () => start({ payerType: "PaymentLinkPayer", bank }));
}

// A code to pay by in cash; the events bring it.
export function askForCode() {
  return once("kiosk", async () => {
    await again(() => about("POST", "/kiosk-codes", null));
    await seen(() => page.order.code);
  });
}

// The same question under the same number, until it is answered: however often it arrives, it begins one payment.
async function start(payer) {
  const question = { payer, flow: { type: "PaymentFlowInstant" }, externalID: number() };
  const payment = await again(() => about("POST", "/payments", question));
  await seen(() => page.order.payments.some((one) => one.id === payment.id));
}

async function again(ask) {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await ask();
    } catch (problem) {
      if (problem instanceof Refusal || left === 0) throw problem;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

// A second press while the first is under way does nothing.
async function once(what, act) {
  if (page.busy) return false;
  set({ busy: what, message: null, faults: {} });
  try {
    await act();
    set({ busy: "" });
    return true;
  } catch (problem) {
    refused(problem);
    return false;
  }
}

function refused(problem) {
  const values = { busy: "" };
  const field = problem.code === "invalid_card" && FIELDS.find(([begins]) => problem.detail.startsWith(begins));
  if (problem.status === 401) values.refusal = problem;
  else if (problem instanceof Trouble || !(problem instanceof Refusal)) values.message = { name: "no_answer" };
  else if (field) values.faults = { [field[1]]: "refused_" + field[1] };
  else values.message = { words: problem.words };
  set(values);
}

// The feed has told of it: until then the button stays busy, so that nobody presses it twice.
async function seen(ready) {
  const until = Date.now() + SEEN_SECONDS * 1000;
  while (!ready() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

function number() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Choosing how to pay: a card, the bank's code, cash at a kiosk; and what became of the attempt before.

import { h } from "/checkout/dom.js";
import { cardForm } from "/checkout/form.js";
import { icon } from "/checkout/icons.js";
import { code, moment, money } from "/checkout/money.js";
import { attempt } from "/checkout/order.js";
import { page } from "/checkout/state.js";
import { known, say } from "/checkout/words.js";

const WAYS = { BankCard: "card", BankLink: "link", Kiosk: "kiosk" };

// The screen.
export function choosing() {
  const { language, ways } = page;
  if (ways === null) return [h("p", null, say("loading_more", language))];
  if (!ways.length) return [h("p", { class: "note warning" }, say("no_ways", language))];
  const chosen = chosenWay();
  return [
    failure(),
    ways.length > 1 ? choice(chosen) : "",
    refusal(),
    h("div", { id: "way", "data-key": chosen }, ...panel(chosen)),
  ];
}

// The way that is chosen now: his own choice, else the code he has already, else the first.
export function chosenWay() {
  const names = (page.ways || []).map((one) => WAYS[one.method]);
  if (names.includes(page.way)) return page.way;
  if (page.order.code && names.includes("kiosk") && !page.order.payments.length) return "kiosk";
  return names[0] || "";
}

// What the page is called while it is shown.
export function choosingTitle() {
  const one = attempt(page.order);
  return say(one && one.status === "failed" ? "failed" : "title", page.language);
}

// The code to type at a kiosk.
export function kioskCode(text, due) {
  const { language, order } = page;
  const sum = money(order.intent.amount, order.intent.currency, language);
  return [
    h("p", { class: "label" }, say("kiosk_code", language)),
    h("p", { class: "kiosk-code", id: "kiosk-code", "data-value": text }, code(text)),
    h("p", { class: "hint" }, say("kiosk_until", language, { time: moment(due, language) })),
    h("p", null, say("kiosk_then", language, { sum })),
    h(
      "button",
      { type: "button", class: "secondary", "data-act": "copy" },
      say(page.copied ? "copied" : "copy", language),
    ),
  ];
}

function failure() {
  const one = attempt(page.order);
  const { language } = page;
  if (!one || !["failed", "cancelled"].includes(one.status)) return "";
  const details = one.payer.paymentToolDetails;
  const mask = details && details.cardNumberMask ? say("failed_card", language, { card: masked(details) }) + ". " : "";
  const name = one.status === "cancelled" ? "given_back" : "fail_" + (one.error ? one.error.code : "");
  const words = say(known(name) ? name : "fail_PaymentRejected", language);
  const kind = one.status === "cancelled" ? "info" : "error";
  return h(
    "div",
    { class: "note " + kind, id: "failure", role: "alert", "data-code": one.error ? one.error.code : "" },
    icon(kind === "info" ? "lock" : "bad"),
    h("p", null, mask + words),
  );
}

function refusal() {
  const { message, language } = page;
  const text = !message ? "" : message.name ? say(message.name, language) : message.words[language];
  return h("div", { role: "alert", id: "message" }, text ? h("p", { class: "note error" }, text) : "");
}

function choice(chosen) {
  const { language, ways, busy } = page;
  return h(
    "fieldset",
    { class: "ways", disabled: busy ? true : null },
    h("legend", null, say(failure() ? "try_another" : "how", language)),
    ways.map((one) => {
      const name = WAYS[one.method];
      return h(
        "label",
        { class: "way" + (name === chosen ? " chosen" : ""), "data-key": name },
        h("input", { type: "radio", name: "way", value: name, checked: name === chosen ? true : null }),
        icon(name),
        h("span", null, say("way_" + name, language)),
      );
    }),
  );
}

function panel(chosen) {
  const { language, order } = page;
  if (chosen === "card") return [cardForm()];
  if (chosen === "kiosk" && order.code) {
    const others = page.ways.length > 1 ? h("p", null, say("kiosk_or_card", language)) : "";
    return [...kioskCode(order.code.text, order.code.due), others];
  }
  return [
    h("p", null, say(chosen === "link" ? "link_how" : "kiosk_how", language)),
    h(
      "button",
      { type: "button", class: "primary", "data-act": chosen, "aria-disabled": page.busy ? "true" : null },
      begin(chosen),
    ),
  ];
}

function begin(chosen) {
  const { language, busy } = page;
  if (chosen === "link") return say(busy ? "link_starting" : "link_start", language);
  return say(busy ? "kiosk_starting" : "kiosk_start", language);
}

// «**** 4242», as it is read aloud, too.
export function masked(details) {
  return "•• " + details.last4;
}

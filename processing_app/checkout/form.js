// The card's form: fields with their words beside them, errors at once where more typing would not mend them.

import * as card from "/checkout/card.js";
import { h } from "/checkout/dom.js";
import { icon } from "/checkout/icons.js";
import { money } from "/checkout/money.js";
import { page, set } from "/checkout/state.js";
import { say } from "/checkout/words.js";

const FIELDS = {
  number: { autocomplete: "cc-number", inputmode: "numeric", maxlength: 23, required: true },
  date: { autocomplete: "cc-exp", inputmode: "numeric", maxlength: 9, required: true },
  code: { autocomplete: "cc-csc", inputmode: "numeric", maxlength: 4, required: true },
  holder: { autocomplete: "cc-name", inputmode: "text", maxlength: 64, required: false },
};
const NAMES = Object.keys(FIELDS);

// The form as it is now; what is typed stays in its fields and nowhere else.
export function cardForm() {
  const { language, order, busy } = page;
  const sum = money(order.intent.amount, order.intent.currency, language);
  const taken = systems().map((one) => card.systemName(one, language)).join(", ");
  return h(
    "form",
    { id: "card", novalidate: true, "data-form": "card", autocomplete: "on" },
    field("number", say("number", language), taken ? say("taken", language, { systems: taken }) : "", badge()),
    h(
      "div",
      { class: "pair" },
      field("date", say("date", language), ""),
      field("code", say("code", language), say(page.system === "amex" ? "code_amex" : "code_hint", language)),
    ),
    field("holder", say("holder", language), say("holder_hint", language)),
    h(
      "button",
      { class: "primary", "data-act": "pay", "aria-disabled": busy ? "true" : null },
      busy === "card" ? say("paying", language) : say("pay", language, { sum }),
    ),
    h("p", { class: "safe" }, icon("lock"), h("span", null, say("safe", language))),
  );
}

// Something was typed: grouped anew, the cursor where it was; an error that can be told already is told.
export function typed(input) {
  const name = input.id;
  if (name === "number") {
    regroup(input, (text) => card.grouped(card.digits(text).slice(0, card.LONGEST)));
    page.system = card.systemOf(card.digits(input.value));
  } else if (name === "date") regroup(input, card.dated);
  else if (name === "code") regroup(input, (text) => card.digits(text).slice(0, page.system === "amex" ? 4 : 3));
  const fault = name === "number" ? card.earlyFault(card.digits(input.value), systems()) : stillWrong(name);
  set({ faults: Object.assign({}, page.faults, { [name]: fault }) });
}

// A field was left: what stands there is told to be wrong, what is empty is not yet.
export function left(input) {
  const fault = input.value ? faultOf(input.id) : page.faults[input.id] || "";
  if (fault !== (page.faults[input.id] || "")) set({ faults: Object.assign({}, page.faults, { [input.id]: fault }) });
}

// The card, if nothing is wrong with it; else the first wrong field gets the focus, and null.
export function filledIn() {
  const faults = {};
  NAMES.forEach((name) => {
    faults[name] = faultOf(name);
  });
  set({ faults, message: null });
  const wrong = NAMES.find((name) => faults[name]);
  if (wrong) {
    input(wrong).focus();
    return null;
  }
  return { number: card.digits(value("number")), date: value("date"), code: value("code"), holder: value("holder") };
}

// Nothing of a card stays in the page. Of one that was refused, the wrong field gets the focus.
export function emptied(fields = NAMES) {
  fields.filter(input).forEach((name) => {
    input(name).value = "";
  });
  if (fields === NAMES) set({ system: "" });
}

function field(name, label, hint, beside) {
  const fault = page.faults[name];
  const about = [hint ? name + "-hint" : "", fault ? name + "-fault" : ""].filter(Boolean).join(" ");
  const attributes = Object.assign({ id: name, name, type: "text", spellcheck: "false" }, FIELDS[name], {
    required: null,
    "aria-required": FIELDS[name].required ? "true" : null,
    "aria-invalid": fault ? "true" : null,
    "aria-describedby": about || null,
    placeholder: name === "date" ? say("date_format", page.language) : null,
    class: name === "code" ? "veiled" : null,
  });
  const system = card.systemName(page.system, page.language);
  return h(
    "div",
    { class: "field", "data-key": name },
    h("div", { class: "above" }, h("label", { for: name }, label), beside || ""),
    h("input", attributes),
    h("p", { class: "hint", id: name + "-hint" }, hint),
    h("p", { class: "fault", id: name + "-fault", role: "alert" }, fault ? say(fault, page.language, { system }) : ""),
  );
}

function badge() {
  return h("span", { class: "badge", id: "system" }, card.systemName(page.system, page.language));
}

function systems() {
  const way = (page.ways || []).find((one) => one.method === "BankCard");
  return (way && way.paymentSystems) || [];
}

function faultOf(name) {
  if (name === "number") return card.numberFault(card.digits(value("number")), systems());
  if (name === "date") return card.dateFault(value("date"), Date.now());
  return name === "code" ? card.codeFault(value("code"), page.system) : card.holderFault(value("holder"));
}

// What was told to be wrong is looked at again at every key, and nothing else is.
function stillWrong(name) {
  const whole = name === "date" && value("date").length === 5;
  return page.faults[name] || whole ? faultOf(name) : "";
}

function regroup(input, shape) {
  const before = card.digits(input.value.slice(0, input.selectionStart)).length;
  const text = shape(input.value);
  if (text === input.value) return;
  const added = card.digits(text).length - Math.min(card.digits(input.value).length, card.digits(text).length);
  input.value = text;
  let at = 0;
  for (let count = 0; at < text.length && count < before + added; at += 1) if (/\d/.test(text[at])) count += 1;
  input.setSelectionRange(at, at);
}

function input(name) {
  return document.getElementById(name);
}

function value(name) {
  return input(name).value.trim();
}

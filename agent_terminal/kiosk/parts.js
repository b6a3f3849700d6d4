// Parts that several screens are made of: buttons, tiles, sums, the message, what is held.

import { h } from "/kiosk/dom.js";
import { readable } from "/kiosk/fields.js";
import { groupIcon, icon } from "/kiosk/icons.js";
import { money } from "/kiosk/money.js";
import { noticed } from "/kiosk/notices.js";
import { data, language, page } from "/kiosk/state.js";
import { of, rich, say } from "/kiosk/words.js";

const LONG = 26;
const LONGEST = 34;

// A sentence in the language spoken now, for h().
export function t(name, values) {
  return rich(language(), name, values);
}

// The same as plain text, for attributes.
export function plain(name, values) {
  return say(language(), name, values);
}

// A sum in the language spoken now.
export function sum(minor) {
  return money(minor, language());
}

// Words that the terminal sent in both languages.
export function words(both) {
  return of(both, language());
}

// A button: `look` is "", primary, pay or quiet; `why` says why it cannot work yet, and then it says so when pressed.
export function button(act, label, options) {
  const { look, picture, after, why, pressed, more } = options || {};
  return h(
    "button",
    {
      type: "button",
      class: "button " + (look || ""),
      "data-act": act,
      "aria-disabled": why ? "true" : null,
      "data-why": why ? why.ru : null,
      "data-why-en": why ? why.en : null,
      "aria-pressed": pressed === undefined ? null : String(pressed),
    },
    picture && icon(picture),
    h("span", { class: "label" }, label, more && h("span", { class: "more" }, more)),
    after && icon(after),
  );
}

// Back is always at the bottom left.
export function back() {
  return button("back", t("back"), { picture: "back" });
}

// A tile of a provider or a group: a picture and at most two lines.
export function tile(act, label, group, why) {
  return h(
    "button",
    {
      type: "button",
      class: "tile" + long(label),
      "data-act": act,
      "aria-disabled": why ? "true" : null,
      "data-why": why ? why.ru : null,
      "data-why-en": why ? why.en : null,
    },
    groupIcon(group),
    h("span", { class: "label" }, label),
    why && h("span", { class: "absent" }, plain("not_now")),
  );
}

// Long words are set smaller, so that all of them can be read.
export function long(text) {
  if (isLong(text)) return " long longest";
  return text.length > LONG ? " long" : "";
}

// So long that it needs a wider place.
export function isLong(text) {
  return text.length > LONGEST;
}

// The one heading of a page.
export function title(text, look) {
  return h("h1", { id: "title", tabindex: "-1", class: look || null }, text);
}

// A sum of the live lines or elsewhere, as the terminal counted it.
export function live(name, minor) {
  return h("span", { class: "whole", "data-sum": name, "data-minor": minor }, sum(minor));
}

// What a person should know now; the place is always there, so that it is read out when it fills.
export function message() {
  return told("message", page.message || noticed());
}

// The same over a dialog, which hides the screen's own; what the dialog says itself is not said twice.
export function dialogMessage() {
  const known = page.message || noticed();
  return told("dialog-message", known && known.name !== "acceptor_stopped" ? known : null);
}

function told(id, said) {
  const kind = said ? said.kind : "";
  const picture = { error: "warning", warning: "warning", info: "help" }[kind];
  return h(
    "div",
    { id, role: "alert", class: "message " + kind, "data-kind": kind || null },
    said && icon(picture),
    said && h("span", {}, said.words ? words(said.words) : t(said.name, said.values)),
  );
}

// Cash inside while its payer looks for a number: never out of sight.
export function heldBanner(short) {
  const held = data().held;
  if (!held) return null;
  const told = t(short ? "held_short" : "held_banner", { sum: live("held", held) });
  return h("p", { class: "held" }, icon("cash"), h("span", {}, told));
}

// The number to be paid, with its mask.
export function account() {
  const found = data();
  return readable((found.fields || [])[0], found.account, language());
}

// «МегаФон · +7 (912) 345-67-89»
export function whom() {
  return h("p", { class: "whom" }, h("b", {}, words(data().provider)), " · ", h("span", { class: "whole" }, account()));
}

// A list of a term and what it is.
export function facts(rows, more) {
  const shown = rows.filter((row) => row && row[1] !== "" && row[1] !== null);
  return h(
    "dl",
    { class: "facts " + (more || "") },
    shown.map(([term, what, kind]) => h("div", { class: kind || null }, h("dt", {}, term), h("dd", {}, what))),
  );
}

// A spinner is never alone: words stand beside it.
export function spinner() {
  return h("div", { class: "spinner", "aria-hidden": "true" });
}

// K3: one field at a time, with its mask, example, and a sentence for whatever does not fit.

import { h } from "/kiosk/dom.js";
import { keyboardOf, lengths, maskOf, prefixOf, readable, shown, typedOf, wanted } from "/kiosk/fields.js";
import { letters, pad } from "/kiosk/keyboard.js";
import { back, button, heldBanner, message, t, title, words } from "/kiosk/parts.js";
import { data, language, page } from "/kiosk/state.js";
import { both, fitsIn } from "/kiosk/words.js";

const LONG_LABEL = 28;

// The field in work.
export function current() {
  return page.typing.fields[page.typing.at];
}

// What is typed in it.
export function typed() {
  return page.typing.values[current().name];
}

// Begin with what the terminal knows of this number already.
function begin() {
  const found = data();
  const values = {};
  found.fields.forEach((field) => {
    values[field.name] = typedOf(field, (found.typed || {})[field.name]);
  });
  page.typing = { provider_id: found.provider_id, fields: found.fields, values, at: 0 };
  page.layer = layerOf(found.fields[0]);
}

// Letters in which a field is likely to be typed; empty for those of the language.
export function layerOf(field) {
  return field.type === "email" ? "en" : "";
}

// Why «Далее» cannot work yet; null when it can.
export function notYet() {
  const left = wanted(current(), typed());
  if (!left) return null;
  return both(keyboardOf(current()) === "pad" ? "more_digits" : "more_characters", { n: left });
}

// The screen.
export function number() {
  if (!page.typing || page.typing.provider_id !== data().provider_id) begin();
  const field = current();
  const pads = keyboardOf(field) === "pad";
  const provider = h(
    "div",
    { class: "line" },
    h("p", { class: "whom" }, h("b", {}, words(data().provider))),
    progress(),
  );
  const asked = title(question(field), words(field.label).length > LONG_LABEL ? "small" : "");
  const parts = [provider, asked, box(field), h("p", { id: "hint", class: "hint" }, hint(field)), message()];
  const reordered = [parts[1], parts[2], parts[0]].concat(parts.slice(3));
  return {
    body: pads
      ? h("div", { class: "number" }, h("div", { class: "side" }, parts), pad(field.type === "amount"))
      : h(
          "div",
          { class: "words" + (page.message ? " told-so" : "") },
          h("div", { class: "side" }, reordered),
          letters(),
        ),
    left: [back()],
    middle: heldBanner(true),
    right: [button("next", t("next"), { look: "primary", after: "next", why: notYet() })],
    first: "#field",
  };
}

function question(field) {
  const label = words(field.label);
  if (field.type === "phone") return t("enter_phone");
  if (!fitsIn(language(), label)) return t("enter_this", { label });
  return t("enter", { label: label[0].toLowerCase() + label.slice(1) });
}

function progress() {
  const { fields, at } = page.typing;
  return fields.length > 1 ? h("p", { id: "progress" }, t("field_of", { one: at + 1, all: fields.length })) : null;
}

function box(field) {
  const [before, rest] = shown(field, typed());
  const prefix = prefixOf(field);
  return h(
    "div",
    {
      id: "field",
      class: "field number-field" + (before.length + rest.length > 20 ? " long" : ""),
      role: "textbox",
      tabindex: "0",
      "aria-readonly": "true",
      "aria-label": words(field.label),
      "aria-describedby": "hint message",
      "aria-invalid": page.message && page.message.kind === "error" ? "true" : null,
      "data-value": typed(),
    },
    prefix && h("span", { class: "rest" }, prefix),
    h("span", { class: "typed" }, before),
    lengths(field).most > typed().length ? h("span", { class: "caret" }) : null,
    rest && h("span", { class: "rest", "aria-hidden": "true" }, rest),
  );
}

function hint(field) {
  const example =
    field.example &&
    t("example", { example: readable(maskOf(field) && !field.mask ? null : field, field.example, language()) });
  const said = words(field.hint);
  return [said, said && example ? (/[.!?]$/.test(said) ? " " : ". ") : "", example];
}

// K12: who takes the money, for what fee, which notes, and what to do when something is wrong.

import { fee } from "/kiosk/check.js";
import { h } from "/kiosk/dom.js";
import { note } from "/kiosk/money.js";
import { back, button, facts, message, t, title, words } from "/kiosk/parts.js";
import { data, language, page } from "/kiosk/state.js";

const PARTS = {
  who: ["part_who", who],
  fees: ["part_fees", fees],
  notes: ["part_notes", notes],
  claims: ["part_claims", claims],
};
const FEES = 7;

// The page; its parts are buttons at the left, each fits the screen.
export function help() {
  const found = page.help;
  return {
    body: h(
      "div",
      { class: "help" },
      title(t("help_title")),
      h(
        "div",
        { class: "columns" },
        h("div", { class: "parts" }, Object.keys(PARTS).map(part)),
        h(
          "div",
          { class: "card part", "data-key": page.part },
          found ? PARTS[page.part][1](found) : h("p", {}, t("help_not_loaded", { phone: data().phone || "—" })),
        ),
      ),
      message(),
    ),
    left: [back()],
    first: `[data-act="part:${page.part}"]`,
  };
}

function part(name) {
  return button("part:" + name, t(PARTS[name][0]), {
    look: page.part === name ? "chosen" : "",
    pressed: page.part === name,
  });
}

function who(found) {
  return facts([
    [t("agent"), found.agent],
    [t("inn"), found.inn],
    [t("address"), found.address],
    [t("phone"), found.phone],
    [t("terminal_number"), found.terminal],
    [t("contract"), [words(found.centre), found.contract].filter(Boolean).join(", ")],
  ]);
}

function fees(found) {
  const own = found.fees.filter((one) => one.whom);
  const all = found.fees.find((one) => !one.whom);
  const from = page.tiles < own.length ? page.tiles : 0;
  const listed = own.slice(from, from + FEES).map((one) => [words(one.whom), fee(one)]);
  const rest = own.length - from - listed.length;
  const more =
    own.length > FEES &&
    button(rest ? "page:next" : "page:previous", rest ? t("more", { n: rest }) : t("to_the_start"), {});
  if (more) more.setAttribute("data-step", FEES);
  return [
    h("p", {}, t("fee_taken")),
    facts(listed.concat(all ? [[t(own.length ? "all_others" : "every_service"), fee(all)]] : []), "narrow"),
    more,
  ];
}

function notes(found) {
  if (!found.notes.length) return h("p", {}, t("notes_none"));
  return [
    h("h2", {}, t("notes_taken")),
    h(
      "ul",
      { class: "notes" },
      found.notes.map((one) => h("li", {}, note(one, language()) + "\u00a0₽")),
    ),
    h("p", {}, t("notes_how")),
  ];
}

function claims(found) {
  const phone = h("b", { class: "whole" }, found.phone || "—");
  return [
    h("p", {}, t("claims_call", { phone, terminal: h("b", { class: "whole" }, found.terminal || "—") })),
    h("p", {}, t("claims_code")),
    h("p", {}, t("claims_slip")),
    found.authority ? h("p", {}, t("claims_authority", { phone: h("b", { class: "whole" }, found.authority) })) : null,
  ];
}

// Screens after paying: sending, paid, no answer yet, rejected; each with the code that finds the payment.

import { closes } from "/kiosk/check.js";
import { moment } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { icon, qr } from "/kiosk/icons.js";
import { button, live, message, plain, spinner, sum, t, title, words } from "/kiosk/parts.js";
import { readable } from "/kiosk/fields.js";
import { data, page } from "/kiosk/state.js";

const SLOW_MS = 10000;
const BELOW = "amount_out_of_range";

// K7
export function sending() {
  const slowAt = data().slow_at ? moment(data().slow_at) : page.changedAt + SLOW_MS;
  const slow = slowAt <= performance.now();
  return {
    body: h(
      "div",
      { class: "middle" },
      spinner(),
      title(t("sending")),
      h("p", { class: "lead" }, t("recorded"), " ", t(data().paper === false ? "wait_code" : "wait_receipt")),
      data().code && h("p", { class: "under" }, t("payment_code"), " ", code("payment", data().code)),
      h("p", { class: "under", role: "status" }, slow ? t("still_sending") : ""),
      message(),
    ),
    redrawAt: slow ? null : slowAt,
  };
}

// K8
export function paid() {
  const receipt = data().receipt;
  return told("check", "good", t("paid"), [
    h("p", { class: "lead" }, t("credited_to", { sum: h("b", {}, live("amount", receipt.amount)), account: h("b", { class: "whole" }, number(receipt)) })),
  ]);
}

// K10
export function pending() {
  const receipt = data().receipt;
  return told("clock", "waits", t("pending"), [
    h("p", { class: "lead" }, t("pending_more", { sum: h("b", {}, live("inserted", receipt.inserted)) })),
    h("p", { class: "lead strong" }, t("not_twice")),
  ]);
}

// K10x: a claim slip, because the provider refused or because it was too little for any payment.
export function refused() {
  const slips = data().slips || [];
  const below = slips.length > 0 && slips.every((slip) => slip.reason === BELOW);
  return told("receipt", "bad", t(below ? "below" : "refused"), [
    h("p", { class: "lead" }, t("slip_how", { phone: h("b", { class: "whole" }, data().phone || "") })),
  ]);
}

function told(picture, look, heading, sentences) {
  const found = data();
  const slips = found.slips || [];
  const rejected = page.screen.screen === "K10x";
  return {
    body: h(
      "div",
      { class: "told" },
      h(
        "div",
        { class: "story" },
        h("div", { class: "line verdict" }, icon(picture, "large " + look), title(heading)),
        rejected ? slips.map(slip) : null,
        sentences,
        rejected ? null : h("p", { class: "code-line" }, t("payment_code"), " ", code("payment", found.code)),
        rejected ? null : slips.map(slip),
        h("p", { class: "under paper" }, icon("printer"), h("span", {}, t(printed(found)))),
        closes(),
        message(),
      ),
      square(found),
    ),
    left: [rejected && slips.length ? button("other_number", t("to_another"), { picture: "number" }) : null],
    right: [printing(found, rejected), button("done", t("done"), { look: "primary", picture: "check" })],
    first: "[data-act=done]",
  };
}

function slip(one) {
  return h(
    "p",
    { class: "slip" },
    h("span", {}, t("refused_more", { sum: h("b", { class: "whole" }, sum(one.amount)) })),
    h("span", { class: "code-line" }, t("slip_code"), " ", code("slip", one.code)),
  );
}

function code(kind, text) {
  return h("b", { class: "code whole", "data-code": kind }, text);
}

function square(found) {
  const rows = (found.receipt && found.receipt.qr) || found.qr || [];
  if (!rows.length) return null;
  const label = plain("qr_label", { code: found.code || (found.slips.length ? found.slips[0].code : "") });
  return h("div", { class: "square" }, qr(rows, label), h("p", {}, t("qr_take")));
}

function printed(found) {
  return ["printed", "printing", "failed"].includes(found.printed) ? found.printed : "none";
}

function printing(found, slipOnly) {
  const label = t(slipOnly ? "print_slip" : "print");
  const why = found.copies_left ? "" : plain(found.printed === "printed" ? "no_copy" : "no_printer");
  return button("print", label, { picture: "printer", why });
}

function number(receipt) {
  const found = data();
  return readable(found.account_field || receipt.account_field, receipt.account);
}

// Screens after paying: sending, paid, no answer yet, rejected; each with the code that finds the payment.

import { both } from "/kiosk/words.js";
import { closes } from "/kiosk/check.js";
import { moment } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { icon, qr } from "/kiosk/icons.js";
import { button, live, message, plain, spinner, sum, t, title, words } from "/kiosk/parts.js";
import { readable } from "/kiosk/fields.js";
import { data, language, page } from "/kiosk/state.js";

const SLOW_MS = 10000;
const BELOW = "amount_out_of_range";
const RECEIPT = { printed: "printed", printing: "printing", failed: "failed", none: "none" };
const SLIP = { printed: "slip_printed", printing: "slip_printing", failed: "slip_failed", none: "slip_none" };
const NO_PAPER = ["none", "failed"];
const NO_COPY = { printed: "no_copy", printing: "still_printing" };

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
      h("p", { class: "lead" }, t("recorded")),
      h("p", { class: "lead" }, t(NO_PAPER.includes(data().printed) ? "wait_code" : "wait_receipt")),
      receiptLine(data().receipt),
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
    h(
      "p",
      { class: "lead" },
      t("credited_to", {
        sum: h("b", {}, live("amount", receipt.amount)),
        account: h("b", { class: "whole" }, number(receipt)),
      }),
    ),
    receiptLine(receipt),
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
        earlier(found),
        h(
          "p",
          { class: "under paper" },
          icon("printer"),
          h("span", {}, t((rejected ? SLIP : RECEIPT)[found.printed] || (rejected ? SLIP : RECEIPT).none)),
        ),
        closes(),
        message(),
      ),
      square(found, rejected),
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
    h("span", { class: "code-line" }, code("slip", one.code)),
  );
}

function code(kind, text) {
  return h("b", { class: "code whole", "data-code": kind }, text);
}

// «МегаФон · внесено 500,00 ₽ · комиссия 15,00 ₽»
function receiptLine(receipt) {
  if (!receipt) return null;
  const { inserted, agent_fee: taken } = receipt;
  return h(
    "p",
    { class: "under" },
    h("b", {}, words(receipt.provider)),
    " · ",
    h("span", { class: "whole" }, t("inserted_small"), " ", live("inserted", inserted)),
    " · ",
    h("span", { class: "whole" }, t("fee_small"), " ", live("fee", taken)),
  );
}

// One session may pay twice: a bill, and its rest to a phone.
function earlier(found) {
  return (found.receipts || [])
    .slice(0, -1)
    .map((one) =>
      h("p", { class: "under" }, t("also_paid", { sum: sum(one.amount), code: one.code }), " ", words(one.provider)),
    );
}

// The code to photograph: of the slip where there is nothing else to keep.
function square(found, rejected) {
  const kept = rejected && found.slips && found.slips.length ? found.slips[0] : found.receipt;
  if (!kept || !kept.qr || !kept.qr.length) return null;
  return h("div", { class: "square" }, qr(kept.qr, plain("qr_label", { code: kept.code })), h("p", {}, t("qr_take")));
}

function printing(found, slipOnly) {
  const label = t(slipOnly ? "print_slip" : "print");
  const why = found.copies_left ? null : both(NO_COPY[found.printed] || "no_printer");
  return button("print", label, { picture: "printer", why });
}

function number(receipt) {
  return readable((data().fields || [])[0], receipt.account, language());
}

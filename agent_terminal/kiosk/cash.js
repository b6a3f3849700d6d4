// Screens of taking cash: the three live lines, what may be done with the money, and where a rest goes.

import { both } from "/kiosk/words.js";
import { deadline, minutes } from "/kiosk/countdown.js";
import { fee } from "/kiosk/check.js";
import { h } from "/kiosk/dom.js";
import { icon } from "/kiosk/icons.js";
import { note } from "/kiosk/money.js";
import { account, button, live, message, sum, t, title, whom } from "/kiosk/parts.js";
import { data, language, page } from "/kiosk/state.js";

// K6, and what lies beneath K6s: without a number confirmed there is only the sum.
export function cash() {
  const found = data();
  if (!found.provider) return homeless(found);
  const until = page.screen.screen === "K6" ? deadline() : null;
  return {
    body: h(
      "div",
      { class: "cash" },
      title(t("insert_notes")),
      h(
        "div",
        { class: "line" },
        whom(),
        asked(found),
      ),
      h(
        "div",
        { class: "columns" },
        lines(found),
        h(
          "div",
          { class: "slot card" },
          h("h2", {}, t(found.note_inside ? "checking_note" : "accepting")),
          notes(found),
          found.can_pay && found.remainder ? h("p", { class: "over" }, t("overpaid")) : null,
          until && h("p", { class: "left" }, icon("clock"), h("span", {}, t("time_left"), " "), minutes(until)),
        ),
      ),
      message(),
    ),
    left: [
      found.inserted
        ? button("stop", t("stop"), { picture: "stop" })
        : button("cancel", t("cancel"), { picture: "back" }),
    ],
    right: [pay(found)],
    first: "[data-act=pay]",
  };
}

// The sum that an order costs with its fee, or the one that a scanned bill names.
function asked(found) {
  const [name, minor] = found.exact ? ["to_pay", found.insert_least] : ["wish", found.wish];
  return minor && h("p", { class: "under" }, t(name), ": ", h("b", { class: "whole" }, sum(minor)));
}

// Cash that came back from a claim slip and has no number yet.
function homeless(found) {
  return {
    body: h(
      "div",
      { class: "middle" },
      icon("cash", "large"),
      title(t("homeless", { sum: live("inserted", found.inserted) })),
      h("p", { class: "lead" }, t("homeless_how")),
      message(),
    ),
    left: [button("stop", t("stop"), { picture: "stop" })],
  };
}

// K6r. An order is paid once: its number is no way for the rest.
export function remainder() {
  const found = data();
  const known = Boolean(found.provider);
  const refuses = known && !found.can_pay && both("same_refused", { sum: found.insert_least || found.minimum });
  return {
    body: h(
      "div",
      { class: "middle remainder" },
      icon("cash", "large"),
      title(t("left_over", { sum: live("inserted", found.inserted) })),
      h("p", { class: "lead" }, t("left_over_how")),
      h(
        "div",
        { class: "ways" + (known ? "" : " one") },
        button("other_number", t("to_a_phone"), {
          picture: "phone",
          more: t("to_a_phone_more"),
          look: found.can_pay ? "" : "primary",
        }),
        known &&
          button("pay", t("same_account"), {
            look: found.can_pay ? "pay" : "",
            picture: "check",
            why: refuses,
            more: account(),
          }),
      ),
      message(),
    ),
    left: [found.can_pay ? null : button("cancel", t("refund_slip"), { picture: "receipt" })],
    first: "[data-act=other_number]",
  };
}

// K6s, over K6: no dead «cancel», four ways on.
export function stopping() {
  const found = data();
  const known = Boolean(found.provider);
  const stopped = known && !found.can_continue;
  const words = stopped ? t("acceptor_stopped", { sum: sum(found.inserted) }) : known ? whom() : t("homeless_how");
  return {
    name: "K6s",
    role: "dialog",
    title: t("what_next", { sum: live("held", found.inserted) }),
    text: [words],
    buttons: [
      stopped || !known
        ? null
        : button("continue", t("keep_inserting"), { picture: "cash", look: found.can_pay ? "" : "primary" }),
      found.can_pay
        ? button("pay", t("pay_now", { sum: sum(found.pays.amount) }), { look: "pay", picture: "check" })
        : button("cancel", t("refund_slip"), { picture: "receipt", more: tooLittle(found) }),
      button("other_number", t("other_number"), { picture: "number" }),
      button("support", t("call_support"), { picture: "support" }),
    ],
    column: true,
  };
}

function tooLittle(found) {
  return found.insert_least ? t("too_little_now", { sum: sum(found.insert_least) }) : null;
}

// What is over the bill is no part of the payment: it stands on a line of its own.
function lines(found) {
  const rest = found.can_pay && found.remainder > 0;
  const { fee: taken, amount } = rest ? found.pays : found;
  return h(
    "div",
    { id: "sums", class: "sums card", "aria-live": "polite", "aria-atomic": "true" },
    line("inserted", t("inserted"), found.inserted),
    line("fee", [t("fee"), " ", h("span", { class: "rule" }, fee(found.commission))], taken),
    line("amount", t("to_be_credited"), amount),
    rest ? line("remainder", t("remainder"), found.remainder) : null,
  );
}

// A sum that has changed is another element: it comes in, for the eye.
function line(name, label, minor) {
  return h(
    "p",
    { class: "sum " + name },
    h("span", { class: "name" }, label, " "),
    h("span", { class: "pop", "data-key": minor }, live(name, minor)),
  );
}

function notes(found) {
  const taken = found.lets_in || [];
  if (!taken.length && found.inserted) return h("p", { class: "enough" }, t(found.can_pay ? "enough" : "no_more"));
  const shown = taken.length ? taken : found.notes;
  return h(
    "ul",
    { class: "notes" },
    shown.map((one) => h("li", {}, note(one, language()) + "\u00a0₽")),
  );
}

function pay(found) {
  if (!found.inserted) return button("pay", t("pay_nothing"), { look: "pay", why: both("insert_first") });
  if (!found.can_pay) {
    const why = both("too_little", { sum: found.insert_least || found.minimum });
    return button("pay", t("pay_nothing"), { look: "pay", why });
  }
  return button("pay", t("pay", { sum: sum(found.pays.amount) }), { look: "pay", picture: "check" });
}

// Screens of checking a number: the wait, «is this your number?», and its two refusals.

import { time, moment } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { readable } from "/kiosk/fields.js";
import { icon } from "/kiosk/icons.js";
import { percent } from "/kiosk/money.js";
import {
  account,
  back,
  button,
  facts,
  heldBanner,
  message,
  plain,
  spinner,
  sum,
  t,
  title,
  whom,
  words,
} from "/kiosk/parts.js";
import { data, language, page } from "/kiosk/state.js";

const UNKNOWN = ["unknown_account"];
const LONG_NUMBER = 18;
const REASONS = { no_connection: "N-01", no_answer: "N-02", unreadable_answer: "D-01", wrong_password: "A-01" };

// K4
export function checking() {
  const slowAt = data().slow_at ? moment(data().slow_at) : null;
  const slow = slowAt !== null && slowAt <= performance.now();
  return {
    body: h(
      "div",
      { class: "middle" },
      spinner(),
      title(t("checking")),
      whom(),
      h("p", { class: "lead", role: "status" }, t(slow ? "longer" : "usually")),
      heldBanner(),
      message(),
    ),
    left: [back()],
    redrawAt: slow ? null : slowAt,
  };
}

// K5: everything that cannot be changed later is said here.
export function confirming() {
  const found = data();
  return {
    body: h(
      "div",
      { class: "confirming" },
      title(t(found.exact ? "your_order" : "your_number")),
      heldBanner(),
      h(
        "div",
        { class: "columns" },
        facts(
          [
            [t("provider"), words(found.provider)],
            [t(found.exact ? "code" : "number"), whole(account()), account().length > LONG_NUMBER ? "main-fact long" : "main-fact"],
            ...others(found),
            [t(found.exact ? "order" : "subscriber"), found.subscriber],
            [t("balance"), typeof found.balance === "number" ? whole(sum(found.balance)) : ""],
          ],
          "card",
        ),
        facts(
          [[t("fee"), fee(found.commission)], ...limits(found), found.wish && [t("wish"), whole(sum(found.wish))]],
          "card",
        ),
      ),
      h(
        "p",
        { class: "warned" },
        icon("warning"),
        h(
          "span",
          {},
          h("span", { class: "row" }, t("no_change"), fixed(found) && [" ", t("rest_elsewhere")]),
          " ",
          h("span", { class: "row" }, t("no_return")),
        ),
      ),
      found.paper === false && h("p", { class: "warned" }, icon("printer"), h("span", {}, t("no_paper"))),
      message(),
    ),
    left: [button("back", t(found.exact ? "correct_code" : "correct_number"), { picture: "back" })],
    right: [button("confirm", t("yes_insert"), { look: "pay", after: "next" })],
    first: "[data-act=confirm]",
  };
}

// «3 %, не меньше 10,00 ₽»
export function fee(commission) {
  const { basis_points: share, fixed, minimum, maximum } = commission;
  const parts = [share ? percent(share, language()) : "", fixed ? sum(fixed) : ""].filter(Boolean).join(" + ");
  if (!parts && !minimum) return t("no_fee");
  const bounds = [
    minimum ? plain("not_less", { sum: sum(minimum) }) : "",
    maximum ? plain("not_more", { sum: sum(maximum) }) : "",
  ];
  return [parts].concat(bounds).filter(Boolean).join(", ");
}

// K9
export function notFound() {
  const found = data();
  const unknown = UNKNOWN.includes(found.code);
  const said = unknown
    ? t("knows_no", { provider: words(found.provider), account: h("b", { class: "whole" }, account()) })
    : words(found.words);
  return {
    body: h(
      "div",
      { class: "middle" },
      icon("warning", "large bad"),
      title(t(unknown ? "not_found" : "not_taken")),
      h("p", { class: "lead" }, said),
      h("p", { class: "lead" }, unknown || found.held ? money() : ""),
      closes(),
      message(),
    ),
    left: [away()],
    right: [button("back", t("correct"), { look: "primary", picture: "edit" })],
    first: "#actions [data-act=back]",
  };
}

// K9n
export function notChecked() {
  return {
    body: h(
      "div",
      { class: "middle" },
      icon("offline", "large bad"),
      title(t("not_checked")),
      whom(),
      h("p", { class: "lead" }, money()),
      h("p", { class: "under" }, t("try_again_words", { code: REASONS[data().code] || data().code })),
      closes(),
      message(),
    ),
    left: [back(), away()],
    right: [button("again", t("again"), { look: "primary", after: "next" })],
    first: "[data-act=again]",
  };
}

// «Экран закроется через 30 с», while the page is told when.
export function closes() {
  const until = page.screen.deadline && page.screen.screen !== "K13" ? moment(page.screen.deadline) : null;
  return (
    until &&
    h("p", { class: "under closes" }, t("closes_in", { time: time(until, plain("seconds", { n: "" }).trim()) }))
  );
}

function money() {
  return data().held ? t("cash_is_kept", { sum: sum(data().held) }) : t("no_cash_taken");
}

function away() {
  return data().held ? button("stop", t("stop"), { picture: "stop" }) : button("menu", t("menu"), { picture: "home" });
}

// The sums that may be inserted; a bill of one sum is told with its fee, for no notes make it up exactly.
function limits(found) {
  const { minimum, maximum, insert_least: least, insert_most: most } = found;
  if (minimum !== maximum) return [[t("limits"), t("from_to", { least: sum(least), most: sum(most) })]];
  return [
    [t(found.exact ? "order_sum" : "bill"), whole(sum(minimum))],
    [t(found.exact ? "to_pay" : "with_fee"), whole(sum(least))],
  ];
}

function whole(text) {
  return h("span", { class: "whole" }, text);
}

function fixed(found) {
  return found.minimum === found.maximum;
}

// What else was typed beside the number.
function others(found) {
  return (found.fields || [])
    .slice(1)
    .map((field) => [words(field.label), readable(field, found.typed[field.name], language())]);
}

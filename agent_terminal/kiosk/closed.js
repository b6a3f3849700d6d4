// Screens without a payer's way on: starting, closed, and a page that has lost its terminal.

import { deadline, minutes, time } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { icon } from "/kiosk/icons.js";
import { facts, live, message, plain, spinner, t, title } from "/kiosk/parts.js";
import { data, page } from "/kiosk/state.js";

const KNOWN = ["401", "404", "not_json", "silence", "reset", "page"];

// Before the first answer.
export function wait() {
  return { body: h("div", { class: "middle" }, spinner(), title(t("wait"))) };
}

// K14
export function closed() {
  const found = data();
  const until = deadline();
  return {
    body: h(
      "div",
      { class: "middle" },
      icon("clock", "large waits"),
      title(t("closed")),
      facts([
        [t("closed_next"), until && minutes(until)],
        [t("support"), found.phone && h("span", { class: "whole" }, found.phone)],
      ]),
      found.nearest && h("p", {}, t("closed_nearest"), ": ", h("b", {}, found.nearest)),
      h("p", { class: "under" }, t("code_for_support", { code: (found.reasons || []).join(", ") })),
      message(),
    ),
  };
}

// Without an answer from the terminal: what happened, where the money is, what comes next.
export function lost() {
  const { reason, retryAt } = page.link;
  const found = data();
  return {
    body: h(
      "div",
      { class: "middle" },
      icon("offline", "large bad"),
      title(t(reason === "401" ? "lost_401" : "lost")),
      h("p", { class: "lead" }, KNOWN.includes(reason) ? t("why_" + reason) : t("why_http", { reason })),
      h("p", { class: "lead strong", id: "money" }, money(found)),
      retryAt
        ? h("p", { class: "under" }, t("lost_next", { time: time(retryAt, plain("seconds", { n: "" }).trim()) }))
        : h("p", { class: "under" }, t("lost_now")),
      found.phone &&
        h("p", { class: "under" }, t("lost_call", { phone: found.phone, terminal: found.terminal || "—" })),
    ),
  };
}

function money(found) {
  if (!page.screen) return t("lost_unknown");
  if (found.held) return t("lost_held", { sum: live("held", found.held) });
  const slips = (found.slips || []).map((slip) => t("lost_slip", { sum: live("slip", slip.amount), code: slip.code }));
  const payments = found.payments || [];
  const last = payments[payments.length - 1];
  if (slips.length) return slips;
  return last ? t("lost_paid", { code: last.code, sum: live("inserted", last.inserted) }) : t("lost_empty");
}

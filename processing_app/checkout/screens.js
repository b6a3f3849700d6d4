// What is shown once a payment is on its way or the order has come to its end: one function for each view.

import { h, s } from "/checkout/dom.js";
import { icon } from "/checkout/icons.js";
import { moment, money } from "/checkout/money.js";
import { attempt, refunded } from "/checkout/order.js";
import { page } from "/checkout/state.js";
import { applicationAddress, expanded, webAddress } from "/checkout/template.js";
import { kioskCode, masked } from "/checkout/ways.js";
import { say } from "/checkout/words.js";

const QUIET = 4;

// A view: its picture and its words below the title.
export const SCREENS = {
  pending: () => [turning(), h("p", null, told("pending_how"))],
  held: () => [icon("lock", "large good"), h("p", null, told("held_how", { sum: sum() }))],
  redirect() {
    return [
      icon("card", "large"),
      h("p", null, told("redirect_how")),
      message(),
      h("button", { type: "button", class: "primary", "data-act": "bank" }, told("redirect_go")),
      h("p", { class: "hint" }, told("redirect_wait")),
    ];
  },
  qr() {
    const link = webAddress(asked().qrCode);
    return [
      h("div", { class: "qr" }, page.picture ? picture(page.picture) : turning()),
      h("p", null, told("qr_how")),
      link ? outside(link, told("qr_open"), "secondary") : "",
    ];
  },
  app() {
    const link = applicationAddress(expanded(asked().uriTemplate, {}));
    return [
      icon("card", "large"),
      h("p", null, told("app_how", { sum: sum() })),
      link ? outside(link, told("app_open"), "primary") : h("p", { class: "note error" }, told("blocked")),
    ];
  },
  receipt: () => kioskCode(asked().shortPaymentID, asked().dueDate),
  paid() {
    const back = refunded(page.order);
    return [
      icon("good", "large good"),
      h("p", null, told("paid_how", { sum: sum() })),
      h("p", { class: "hint" }, paidBy()),
      back ? h("p", { class: "note info", id: "given" }, told("given", { sum: sum(back) })) : "",
      h("p", { class: "hint" }, told("paid_number", { id: page.intentID })),
      leaving(),
    ];
  },
  cancelled() {
    const reason = page.order.intent.reason;
    return [
      icon("ended", "large waits"),
      h("p", null, told("cancelled_how")),
      reason ? h("p", { class: "hint" }, told("reason", { reason })) : "",
      backLink("leave", "primary"),
    ];
  },
  overdue() {
    const time = moment(page.order.intent.dueDate, page.language);
    return [icon("waits", "large waits"), h("p", null, told("overdue_how", { time })), backLink("leave", "primary")];
  },
  wait: () => [turning(), h("p", null, told("loading_more"))],
  lost_first: () => [icon("bad", "large waits"), h("p", null, told("lost_first_how"))],
  no_link: () => [icon("bad", "large waits"), h("p", null, told("no_link_how"))],
  bad_link: () => [icon("ended", "large bad"), h("p", null, told("bad_link_how")), backLink("leave", "primary")],
  stopped: () => [icon("bad", "large bad"), h("p", null, told("stopped_how"))],
  refused: () => [icon("bad", "large bad"), h("p", null, page.refusal.words[page.language])],
};

// The way back to the shop, if it has registered one.
export function backLink(name, kind) {
  const to = page.shop && webAddress(page.shop.returnUrl || "");
  return to ? h("a", { class: kind, href: to, id: "leave", "data-act": "leave" }, told(name)) : "";
}

function leaving() {
  const back = backLink("leave", "primary");
  if (!back) return h("p", { class: "hint" }, told("may_close"));
  if (page.leavesIn === null) return back;
  return [
    back,
    h("p", { class: "hint", id: "leaving" }, told("leaving", { seconds: page.leavesIn })),
    h("button", { type: "button", class: "secondary", "data-act": "stay" }, told("stay")),
  ];
}

function paidBy() {
  const one = page.order.payments.find((payment) => ["captured", "refunded", "chargeback"].includes(payment.status));
  const details = one && one.payer.paymentToolDetails;
  if (!details) return "";
  if (details.cardNumberMask) return told("paid_by_card", { card: masked(details) });
  return details.paymentCode ? told("paid_by_cash", { code: details.paymentCode }) : told("paid_by_link");
}

// A whole picture of a code, with the light edge that cameras need.
function picture(found) {
  const whole = found.size + 2 * QUIET;
  const box = [-QUIET, -QUIET, whole, whole].join(" ");
  return s(
    "svg",
    { viewBox: box, role: "img", "aria-label": told("qr_picture", { sum: sum() }), id: "qr" },
    s("rect", { x: -QUIET, y: -QUIET, width: whole, height: whole, fill: "#fff" }),
    s("path", { d: found.path, fill: "#000", "shape-rendering": "crispEdges" }),
  );
}

// A page of the web opens beside this one, which goes on; an application opens by itself.
function outside(link, words, kind) {
  const target = webAddress(link) ? "_blank" : null;
  return h("a", { class: kind, href: link, target, rel: "noopener noreferrer", id: "outside" }, words);
}

function turning() {
  return h("div", { class: "turning", "aria-hidden": "true" });
}

function message() {
  const text = page.message ? told(page.message.name) : "";
  return h("div", { role: "alert", id: "message" }, text ? h("p", { class: "note error" }, text) : "");
}

function asked() {
  return attempt(page.order).interaction;
}

function sum(minor = page.order.intent.amount) {
  return money(minor, page.order.intent.currency, page.language);
}

function told(name, values) {
  return say(name, page.language, values);
}

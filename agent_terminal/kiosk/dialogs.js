// Dialogs over a screen: «are you still there?», what to do with the cash, no receipt, and «are you sure?».

import { stopping } from "/kiosk/cash.js";
import { deadline, time } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { account, button, dialogMessage, live, plain, sum, t } from "/kiosk/parts.js";
import { ACTS } from "/kiosk/staff.js";
import { data, page } from "/kiosk/state.js";

const SURE = { encash: ["sure_encash", "sure_encash_more"], stop: ["sure_stop", "sure_stop_more"] };

// The dialog to draw now, or null.
export function dialog() {
  if (page.link.lost || !page.screen) return null;
  if (page.screen.screen === "K13" && page.overlay !== "K15") return drawn(warning());
  if (page.dialog === "sure") return drawn(sure());
  if (page.overlay) return null;
  if (page.dialog === "no_receipt" && page.screen.screen === "K5") return drawn(noReceipt());
  return page.screen.screen === "K6s" ? drawn(stopping()) : null;
}

function warning() {
  const found = data();
  const pays = found.held > 0 && found.can_pay && found.pays;
  return {
    name: "K13",
    role: "alertdialog",
    title: t("still_here"),
    text: [leaving(found, time(deadline(), plain("seconds", { n: "" }).trim()))],
    buttons: [
      pays
        ? button("pay", t("pay", { sum: sum(found.pays.amount) }), { look: "pay", picture: "check" })
        : button("cancel", t("finish"), { picture: "clear" }),
      button("continue", t("go_on"), { look: "primary", after: "next" }),
    ],
    first: "[data-act=continue]",
  };
}

function leaving(found, left) {
  if (!found.held) return t("leave_empty", { time: left });
  if (found.can_pay && found.pays)
    return t("leave_pays", { sum: live("amount", found.pays.amount), account: account(), time: left });
  const kept = found.can_pay === false ? "leave_keeps" : "leave_either";
  return t(kept, { sum: live("held", found.held), time: left });
}

function noReceipt() {
  return {
    name: "no_receipt",
    role: "dialog",
    title: t("no_receipt"),
    text: [t("no_receipt_more")],
    buttons: [
      button("close", t("back"), { picture: "back" }),
      button("without_receipt", t("without_receipt"), { look: "pay", after: "next" }),
    ],
  };
}

function sure() {
  const act = page.staff.sure;
  return {
    name: "sure",
    role: "alertdialog",
    title: t(SURE[act][0]),
    text: [t(SURE[act][1])],
    buttons: [
      button("close", t("back"), { picture: "back" }),
      button("sure", t(ACTS[act]), { look: "primary", after: "next" }),
    ],
    first: "[data-act=close]",
  };
}

function drawn(made) {
  return {
    name: made.name,
    first: made.first || ".primary, .pay, button",
    element: h(
      "div",
      { class: "veil", "data-key": made.name },
      h(
        "div",
        {
          id: "dialog",
          class: "dialog" + (made.column ? " column" : ""),
          role: made.role,
          "aria-modal": "true",
          "aria-labelledby": "dialog-title",
          "aria-describedby": "dialog-text",
          "data-dialog": made.name,
        },
        h("h2", { id: "dialog-title" }, made.title),
        h(
          "div",
          { id: "dialog-text", class: "text" },
          made.text.map((one) => (one instanceof Node ? one : h("p", {}, one))),
        ),
        dialogMessage(),
        h("div", { class: "buttons" }, made.buttons),
      ),
    ),
  };
}

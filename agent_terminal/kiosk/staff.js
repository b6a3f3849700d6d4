// K15: the service menu, behind its PIN.

import { time } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { icon } from "/kiosk/icons.js";
import { pad } from "/kiosk/keyboard.js";
import { back, button, message, plain, spinner, t, title, words } from "/kiosk/parts.js";
import { page } from "/kiosk/state.js";

const ACTS = ["state", "poll", "send", "test-acceptor", "test-printer", "test-scanner", "encash", "stop", "resume"];
const SHORTEST = 4;

// The PIN, the menu, or what a line of it brought.
export function staff() {
  const { key, answer, working } = page.staff;
  if (!key) return pin();
  return working || answer ? brought(answer) : menu();
}

function pin() {
  const typed = page.staff.pin;
  const locked = page.staff.lockedUntil > performance.now();
  const short = typed.length < SHORTEST;
  return {
    body: h(
      "div",
      { class: "number" },
      h(
        "div",
        { class: "side" },
        title(t("staff_pin")),
        h(
          "div",
          {
            id: "field",
            class: "field number-field",
            role: "textbox",
            tabindex: "0",
            "aria-readonly": "true",
            "aria-label": plain("staff_pin"),
            "aria-describedby": "hint message",
            "data-length": typed.length,
          },
          h("span", { class: "typed" }, "•".repeat(typed.length)),
          h("span", { class: "caret" }),
        ),
        h("p", { id: "hint", class: "hint" }, t("staff_pin_how")),
        locked
          ? h(
              "div",
              { class: "message error", role: "alert" },
              icon("warning"),
              h(
                "span",
                {},
                t("staff_locked", { time: time(page.staff.lockedUntil, plain("seconds", { n: "" }).trim()) }),
              ),
            )
          : message(),
      ),
      pad(false),
    ),
    left: [back()],
    right: [
      button("pin_enter", t("staff_enter"), { look: "primary", after: "next", why: short && plain("staff_more") }),
    ],
    first: "#field",
  };
}

function menu() {
  return {
    body: h(
      "div",
      { class: "choose" },
      title(t("staff_title")),
      message(),
      h(
        "div",
        { class: "acts" },
        ACTS.map((act) => button("act:" + act, t("act_" + act), {})),
      ),
    ),
    left: [button("leave", t("staff_leave"), { picture: "back" })],
    first: ".acts button",
  };
}

// What the scanner reads is shown, and goes nowhere.
function scanner() {
  const read = page.staff.scanned;
  if (!read) return [h("p", {}, t("scanner_waits")), h("p", {}, t("scanner_how"))];
  return [h("p", {}, t("scanner_read", { n: read.length })), h("p", { class: "read", id: "read" }, read)];
}

function brought(answer) {
  return {
    body: h(
      "div",
      { class: "answer" },
      title(answer ? words(answer.title) : t("staff_working")),
      answer
        ? h(
            "div",
            { class: "card lines" },
            answer.lines ? answer.lines.map((line) => h("p", {}, words(line))) : scanner(),
          )
        : spinner(),
      message(),
    ),
    left: [button("leave", t("staff_leave"), { picture: "home" })],
    right: [button("list", t("staff_back"), { look: "primary", picture: "back" })],
    first: "[data-act=list]",
  };
}

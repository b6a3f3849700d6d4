// K15: the service menu, behind its PIN.

import { both } from "/kiosk/words.js";
import { time } from "/kiosk/countdown.js";
import { h } from "/kiosk/dom.js";
import { icon } from "/kiosk/icons.js";
import { pad } from "/kiosk/keyboard.js";
import { back, button, message, plain, spinner, t, title, words } from "/kiosk/parts.js";
import { page } from "/kiosk/state.js";

export const ACTS = {
  state: "act_state",
  poll: "act_poll",
  send: "act_send",
  "test-acceptor": "act_test_acceptor",
  "test-printer": "act_test_printer",
  "test-scanner": "act_test_scanner",
  encash: "act_encash",
  stop: "act_stop",
  resume: "act_resume",
};
const LINES = 10;
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
      button("pin_enter", t("staff_enter"), { look: "primary", after: "next", why: short && both("staff_more") }),
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
        Object.keys(ACTS).map((act) => button("act:" + act, t(ACTS[act]))),
      ),
    ),
    left: [button("leave", t("staff_leave"), { picture: "back" })],
    first: ".acts button",
  };
}

function heading(answer) {
  if (!answer) return t("staff_working");
  return answer.name ? t(answer.name) : words(answer.title);
}

// A long answer is read by pages, round and round.
function further(all, until) {
  if (all <= LINES) return null;
  const label = until < all ? t("more", { n: all - until }) : t("to_the_start");
  const made = button(until < all ? "page:next" : "page:previous", label);
  made.setAttribute("data-step", LINES);
  return made;
}

// What the scanner reads is shown, and goes nowhere.
function scanner() {
  const read = page.staff.scanned;
  if (!read) return [h("p", {}, t("scanner_waits")), h("p", {}, t("scanner_how"))];
  return [h("p", {}, t("scanner_read", { n: read.length })), h("p", { class: "read", id: "read" }, read)];
}

function brought(answer) {
  const lines = (answer && answer.lines) || [];
  const shown = lines.slice(page.tiles, page.tiles + LINES);
  return {
    body: h(
      "div",
      { class: "answer" },
      title(heading(answer)),
      answer
        ? h("div", { class: "card lines" }, answer.lines ? shown.map((line) => h("p", {}, words(line))) : scanner())
        : spinner(),
      message(),
    ),
    left: [button("leave", t("staff_leave"), { picture: "home" })],
    right: [
      further(lines.length, page.tiles + shown.length),
      button("list", t("staff_back"), { look: "primary", picture: "back" }),
    ],
    first: "[data-act=list]",
  };
}

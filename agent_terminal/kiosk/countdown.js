// Countdowns: one clock for all of them, running only while there is one on the page.

import { h } from "/kiosk/dom.js";
import { clock } from "/kiosk/money.js";
import { page } from "/kiosk/state.js";

const SECONDS_ONLY = 90;
const SECOND_MS = 1000;

let timer = 0;
let each = () => {};

// Called with the seconds left whenever they have changed.
export function onTick(listener) {
  each = listener;
}

// When the screen changes by itself, by the page's own clock: its difference to the terminal's is taken out.
export function deadline() {
  return page.screen && page.screen.deadline ? moment(page.screen.deadline) : null;
}

// A moment of the terminal's clock on the page's.
export function moment(text) {
  return page.arrived + (Date.parse(text) - Date.parse(page.screen.now));
}

// Whole seconds until a moment of the page's clock.
function secondsTo(until) {
  return Math.max(Math.ceil((until - performance.now()) / SECOND_MS), 0);
}

// «1:35»: the number alone stands in the element that counts.
export function minutes(until) {
  return h("span", { role: "timer", class: "whole", "data-countdown": until }, clock(secondsTo(until)));
}

// «25 с», or «4:30» where that is easier to read.
export function time(until, unit) {
  if (secondsTo(until) > SECONDS_ONLY) return minutes(until);
  const left = h("span", { role: "timer", "data-countdown": until, "data-seconds": true }, secondsTo(until));
  return h("span", { class: "whole" }, left, "\u00a0" + unit);
}

// After each drawing: is there anything to count?
export function keepCounting() {
  const running = document.querySelectorAll("[data-countdown]");
  clearTimeout(timer);
  if (!running.length) return;
  const until = Number(running[0].getAttribute("data-countdown"));
  const left = until - performance.now();
  if (left > 0) timer = setTimeout(tick, (left % SECOND_MS) + 5);
}

function tick() {
  document.querySelectorAll("[data-countdown]").forEach((one) => {
    const left = secondsTo(Number(one.getAttribute("data-countdown")));
    one.textContent = one.hasAttribute("data-seconds") ? left : clock(left);
    each(left);
  });
  keepCounting();
}

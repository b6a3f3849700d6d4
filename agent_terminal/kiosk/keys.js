// A keyboard's keys: digits, Enter, Esc, arrows do what fingers do; keys of a browser do nothing.

import { act, attended, escape, primary, staffDoor, type } from "/kiosk/acts.js";
import { characterOf, Scanner } from "/kiosk/scanner.js";
import { unlock } from "/kiosk/sounds.js";
import { view } from "/kiosk/state.js";

const OURS = {
  F1: () => act("help"),
  F2: () => act("language"),
  F3: () => act("contrast"),
  Escape: escape,
  Backspace: () => type("erase"),
  Delete: () => type("clear"),
};
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Listen; `scanned(text)` gets what a scanner has read.
export function listen(scanned) {
  const scanner = new Scanner(typed, scanned);
  window.addEventListener("keydown", (event) => pressed(event, scanner), true);
}

function pressed(event, scanner) {
  document.documentElement.setAttribute("data-keys", "");
  unlock();
  const combined = event.ctrlKey || event.altKey || event.metaKey;
  if (event.ctrlKey && event.altKey && event.code === "KeyS") staffDoor();
  const taken = scanner.hear(event);
  if (event.key === "Tab" && !taken && !combined) {
    around(event);
    return;
  }
  event.preventDefault();
  if (taken || combined) return;
  if (event.key === "Enter") entered(event);
  else if (WAYS[event.key]) move(WAYS[event.key]);
  else if (OURS[event.key] && !(event.repeat && event.key !== "Backspace")) OURS[event.key]();
  attended();
}

// A person's character: digits by the key's place, letters by the layout that is switched on.
function typed(event) {
  const digit = /^(Digit|Numpad)\d$/.test(event.code) && !event.shiftKey;
  const focused = document.activeElement;
  if (event.code === "Space" && focused && focused.matches("button")) {
    if (!event.repeat) focused.click();
  } else if (event.key.length === 1 || digit) {
    type("key:" + (digit ? characterOf(event) : event.key));
  }
  attended();
}

function entered(event) {
  if (event.repeat) return;
  const at = document.activeElement;
  if (at && at.matches("button") && view() !== "K0") at.click();
  else primary();
}

// In a dialog the tabulator goes round.
function around(event) {
  const place = document.getElementById("dialog") || document.getElementById("page");
  const all = Array.from(place.querySelectorAll("button, [tabindex='0']"));
  const at = all.indexOf(document.activeElement);
  const next = event.shiftKey ? at - 1 : at + 1;
  event.preventDefault();
  if (all.length) all[(next + all.length) % all.length].focus();
}

// To the nearest button that way: the straighter the better.
function move([right, down]) {
  const place = document.getElementById("dialog") || document.getElementById("page");
  const from = middle(document.activeElement);
  let best = null;
  let least = Infinity;
  place.querySelectorAll("button, [tabindex='0']").forEach((one) => {
    if (one === document.activeElement) return;
    const to = middle(one);
    const along = (to.x - from.x) * right + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * right);
    const far = along + 3 * aside;
    if (along > 4 && far < least) [best, least] = [one, far];
  });
  if (best) best.focus();
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

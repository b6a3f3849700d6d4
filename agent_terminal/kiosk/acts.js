// What each button and key does.

import { current, layerOf, notYet, typed } from "/kiosk/number.js";
import { changed, data, forget, language, page, tell, tellWords, view } from "/kiosk/state.js";
import { keyboardOf, put, refused, valueOf } from "/kiosk/fields.js";
import { doStaff, enterStaff, leaveStaff, openStaff, staffTouched } from "/kiosk/staff_acts.js";
import { play } from "/kiosk/sounds.js";
import { server } from "/kiosk/link.js";
import { Refusal } from "/kiosk/server.js";

const TOUCH_MS = 3000;
const SLOW_MS = 3000;
const IDLE_MS = 60000;
const PATIENT = ["K0", "K4", "K7", "K14", ""];
const LONGEST_QUERY = 24;
const SCANS = ["K0", "K1", "K2", "K2s", "K3", "K9", "K9n"];
const TOO_LATE = ["K4", "K5", "K6"];

let touchedAt = 0;
let unattended = 0;

const ACTS = {
  start: () => intend("touch", { language: page.language }),
  group: (index) => intend("group", { group: data().groups[Number(index)].ru }),
  provider: (id) => intend("provider", { provider_id: Number(id) }),
  page: (where, button) => turn(where, button),
  search: () => intend("search"),
  scan: () => show("K11"),
  key: (character) => type("key:" + character),
  erase: () => type("erase"),
  clear: () => type("clear"),
  space: () => type("key: "),
  shift: () => remember({ capitals: !page.capitals }),
  layer: (name) => remember({ layer: name }),
  next,
  confirm: () => (data().paper === false ? remember({ dialog: "no_receipt" }) : intend("confirm")),
  without_receipt: () => intend("confirm"),
  close: () => remember({ dialog: "" }),
  back,
  menu: () => intend(view() === "K2" ? "cancel" : "done"),
  cancel: () => intend("cancel"),
  stop: () => intend("stop"),
  continue: () => intend(page.screen.screen === "K13" ? "touch" : "continue"),
  pay: () => intend("pay"),
  other_number: () => intend("other_number"),
  support: () => show("K12", "claims"),
  again: () => intend("again"),
  done: () => intend("done"),
  print: () => intend("print"),
  help: () => (page.overlay === "K12" ? back() : show("K12", "who")),
  part: (name) => remember({ part: name, tiles: 0 }),
  language: () => speak(language() === "ru" ? "en" : "ru"),
  contrast: () => remember({ contrast: !page.contrast }),
  pin_enter: () => enterStaff(),
  act: (name) => doStaff(name),
  sure: () => doStaff(page.staff.sure, true),
  list: () => remember({ staff: Object.assign(page.staff, { answer: null }) }),
  leave: () => leaveStaff(),
};

// Do what a button says: its name, and after a colon what it is about.
export function act(name, button) {
  const [verb] = name.split(":");
  ACTS[verb](name.slice(verb.length + 1), button);
}

// A touch or a key was dealt with: everybody's patience begins anew.
export function attended() {
  staffTouched();
  touched();
  clearTimeout(unattended);
  if (!data().session_id) unattended = setTimeout(nobody, IDLE_MS);
}

// Nobody has begun anything: the page is as it was for the next one.
function nobody() {
  if (data().session_id || page.overlay === "K15") return;
  forget();
  changed();
}

// Somebody is here: the terminal's patience begins anew, told at most once in three seconds.
function touched() {
  const now = performance.now();
  const screen = page.screen ? page.screen.screen : "";
  if (PATIENT.includes(screen) || page.busy || page.link.lost) return;
  if (screen !== "K13" && now - touchedAt < TOUCH_MS) return;
  touchedAt = now;
  server.intend({ intent: "touch" }).catch(() => {});
}

// What a scanner has read.
export function scanned(text) {
  if (page.overlay === "K15") {
    remember({ staff: Object.assign(page.staff, { scanned: text }) });
  } else if (SCANS.includes(page.screen ? page.screen.screen : "") && !page.link.lost) {
    page.overlay = "";
    page.dialog = "";
    intend("scan", { text });
  } else {
    complain();
    if (page.screen && TOO_LATE.includes(page.screen.screen)) tell("info", "scan_not_now");
  }
}

// A key of a keyboard on the screen or before it.
export function type(name) {
  const character = name.startsWith("key:") ? name.slice(4) : "";
  if (document.getElementById("dialog")) return;
  const typing = TYPING[view()];
  if (typing === undefined || (view() === "K15" && page.staff.key)) return;
  page.message = null;
  if (typing(name, page.capitals ? character.toUpperCase() : character)) play("key", data().volume);
  changed();
}

// Enter: the one primary action.
export function primary() {
  const places = [
    document.getElementById("dialog") || document.getElementById("actions"),
    document.getElementById("main"),
  ];
  const found = places.map((place) => place.querySelector(".primary, .pay")).find(Boolean);
  if (found) found.click();
}

// Esc: back; with cash inside, the choices.
export function escape() {
  const over = document.getElementById("dialog");
  const place = over || document.getElementById("actions");
  const ways = over ? ["close", "continue"] : ["back", "leave", "stop", view() === "K6r" ? "back" : "cancel"];
  const found = ways.map((name) => place.querySelector(`[data-act="${name}"]`)).find(Boolean);
  if (found) found.click();
}

// The door of the staff, wherever the payer is.
export function staffDoor() {
  if (page.overlay !== "K15" && page.screen && !page.link.lost) openStaff();
}

const TYPING = {
  K0: () => act("start"),
  K3: (name, character) => typeField(name, character),
  K2s: (name, character) => typeQuery(name, character),
  K15: (name, character) => typePin(name, character),
};

function typeField(name, character) {
  const values = page.typing.values;
  const before = typed();
  const after = name === "clear" ? "" : name === "erase" ? before.slice(0, -1) : put(current(), before, character);
  if (after === null) {
    const pads = keyboardOf(current()) === "pad";
    complain();
    tell("info", pads && !/[\d,]/.test(character) ? "digits_only" : pads ? "enough_digits" : "enough_characters");
    return false;
  }
  values[current().name] = after;
  return true;
}

function typeQuery(name, character) {
  const query = page.query;
  if (name === "clear") page.query = "";
  else if (name === "erase") page.query = query.slice(0, -1);
  else if (query.length < LONGEST_QUERY) page.query = (query + character).replace(/^ +/, "");
  return true;
}

function typePin(name, character) {
  const pin = page.staff.pin;
  if (name === "clear") page.staff.pin = "";
  else if (name === "erase") page.staff.pin = pin.slice(0, -1);
  else if (/^\d$/.test(character) && pin.length < 8) page.staff.pin = pin + character;
  else return false;
  return true;
}

// The next field, or all of them to the terminal.
function next() {
  const field = current();
  if (notYet()) return;
  if (refused(field, typed())) {
    complain();
    wrong(field);
    return;
  }
  if (page.typing.at + 1 < page.typing.fields.length) {
    page.typing.at += 1;
    remember({ layer: layerOf(current()), capitals: false, message: null });
    return;
  }
  const others = {};
  page.typing.fields.slice(1).forEach((one) => {
    others[one.name] = valueOf(one, page.typing.values[one.name]);
  });
  const first = page.typing.fields[0];
  intend("fields", { account: valueOf(first, page.typing.values[first.name]), fields: others });
}

// The provider's own words about a value it does not take.
function wrong(field) {
  if (field.error && field.error.ru) tellWords("error", field.error);
  else tell("error", "does_not_fit");
}

function back() {
  const showing = view();
  if (showing === "K15") leaveStaff();
  else if (page.overlay) show("");
  else if (showing === "K3" && page.typing.at > 0) {
    page.typing.at -= 1;
    remember({ layer: layerOf(current()), message: null });
  } else intend("back");
}

function turn(where, button) {
  remember({ tiles: where === "next" ? page.tiles + Number(button.getAttribute("data-step")) : 0 });
}

function show(overlay, part) {
  if (page.link.lost || !page.screen) return;
  remember({ overlay, dialog: "", message: null, part: part || page.part, tiles: 0 });
  if (overlay === "K12") {
    server
      .ask("/kiosk/help", {}, SLOW_MS)
      .then((found) => remember({ help: found }))
      .catch(() => {});
  }
}

// Without a session only the page speaks the language; with one the terminal remembers it.
function speak(chosen) {
  if (data().session_id) intend("language", { language: chosen });
  else remember({ language: chosen });
}

function remember(what) {
  Object.assign(page, what);
  changed();
}

function complain() {
  play("low", data().volume);
}

// One intent at a time: another touch meanwhile is a double one.
async function intend(intent, more) {
  if (page.busy || page.link.lost) return;
  remember({ busy: true, message: intent === "language" ? page.message : null, dialog: "" });
  const slow = setTimeout(() => tell("info", "no_answer_yet"), SLOW_MS);
  try {
    await server.intend(Object.assign({ intent }, more));
    page.message = page.message && page.message.name === "no_answer_yet" ? null : page.message;
  } catch (problem) {
    unanswered(problem);
  } finally {
    clearTimeout(slow);
    remember({ busy: false });
  }
}

function unanswered(problem) {
  if (!(problem instanceof Refusal)) {
    const { held, payments, slips } = data();
    const paid = (payments || []).length + (slips || []).length;
    tell("error", held ? "not_done_held" : paid ? "not_done_paid" : "not_done", { sum: held || 0 });
    return;
  }
  const { code, detail, messages } = problem.answer;
  if (code === "too_early") return;
  complain();
  const at = page.typing ? page.typing.fields.findIndex((field) => refusedBy(field, detail)) : -1;
  if (["wrong_field", "missing_field"].includes(code) && view() === "K3") {
    page.typing.at = Math.max(at, 0);
    wrong(current());
  } else tellWords("error", messages);
}

function refusedBy(field, detail) {
  return [field.error && field.error.ru, field.label.ru, field.name].includes(detail);
}

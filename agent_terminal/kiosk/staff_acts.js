// What the staff does in the service menu: the PIN, its lines, and leaving it.

import { data, page, tell, tellWords, changed } from "/kiosk/state.js";
import { Refusal } from "/kiosk/server.js";
import { play } from "/kiosk/sounds.js";
import { server } from "/kiosk/link.js";

const ASK_MS = 30000;
const QUIET_SECONDS = 120;
const SURE = ["encash", "stop"];
const SCANNER = { name: "act_test_scanner" };

let quiet = 0;

// The PIN is asked for each time.
export function openStaff() {
  page.overlay = "K15";
  page.dialog = "";
  page.message = null;
  page.staff = {
    pin: "",
    key: "",
    seconds: QUIET_SECONDS,
    answer: null,
    working: false,
    sure: "",
    lockedUntil: 0,
    scanned: "",
  };
  restart();
  changed();
}

// Nothing of the staff stays.
export function leaveStaff() {
  clearTimeout(quiet);
  Object.assign(page, { overlay: "", dialog: "", staff: null, message: null });
  changed();
}

// Somebody of the staff is still here.
export function staffTouched() {
  if (page.staff) restart();
}

// Is it the right PIN?
export async function enterStaff() {
  const { pin } = page.staff;
  page.staff.pin = "";
  page.message = null;
  try {
    const got = await server.ask("/kiosk/staff/enter", { pin }, ASK_MS);
    if (!page.staff) return;
    Object.assign(page.staff, { key: got.key, seconds: got.quiet_seconds || QUIET_SECONDS });
    restart();
  } catch (problem) {
    refused(problem);
  }
  changed();
}

// A line of the menu; what cannot be taken back is asked about first.
export async function doStaff(act, sure) {
  if (page.staff.working) return;
  if (SURE.includes(act) && !sure) {
    page.staff.sure = act;
    page.dialog = "sure";
    changed();
    return;
  }
  Object.assign(page, { dialog: "", message: null, tiles: 0 });
  if (act === "test-scanner") Object.assign(page.staff, { scanned: "", answer: SCANNER });
  else await ask(act);
  changed();
}

async function ask(act) {
  const staff = page.staff;
  staff.working = true;
  changed();
  try {
    staff.answer = await server.ask("/kiosk/staff/do", { key: staff.key, act }, ASK_MS);
  } catch (problem) {
    if (page.staff) refused(problem);
  }
  staff.working = false;
}

function refused(problem) {
  play("low", data().volume);
  if (!(problem instanceof Refusal)) {
    tell("error", "no_answer_yet");
    return;
  }
  const { code, detail, messages } = problem.answer;
  if (code === "pin_locked") page.staff.lockedUntil = performance.now() + Number(detail) * 1000;
  else if (code === "wrong_pin") tell("error", "staff_wrong", { n: detail });
  else if (code === "pin_required") {
    page.staff.key = "";
    tell("warning", "staff_out");
  } else tellWords("error", messages);
}

function restart() {
  clearTimeout(quiet);
  quiet = setTimeout(leaveStaff, page.staff.seconds * 1000);
}

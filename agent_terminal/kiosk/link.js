// The one conversation with the terminal, and what its news mean for the page.

import { Server } from "/kiosk/server.js";
import { play } from "/kiosk/sounds.js";
import { changed, data, forget, page } from "/kiosk/state.js";

const REFUSALS = ["not_recognised", "insert_straight"];
const LOW = REFUSALS.concat("not_taken_now", "returned", "take_previous", "remove_second");
const ARRIVES = { K13: "warning", K8: "paid", K10: "pending" };
const OWN_PAGES = ["K11", "K12"];

export const server = new Server(heard, lost);

let heardLast = "";

function heard(screen) {
  const before = page.screen;
  const was = data();
  page.screen = screen;
  page.arrived = performance.now();
  page.link = { lost: false, reason: "", retryAt: 0 };
  if ((was.session_id || "") !== (screen.data.session_id || "") && before) endSession(was, screen);
  if (!before || before.screen !== screen.screen) moved(screen, before ? before.screen : "");
  listen(was, screen);
  changed();
}

// A session began, or ended: nothing of the former payer stays.
function endSession(was, screen) {
  const { contrast, language, overlay, staff } = page;
  forget();
  if (overlay === "K15") Object.assign(page, { overlay, staff });
  if (!was.session_id) Object.assign(page, { contrast, language });
  if (!screen.data.session_id) page.language = was.session_id ? "ru" : language;
}

// Another screen: what was said and half typed on the former one is over.
function moved(screen, from) {
  const warns = screen.screen === "K13";
  page.changedAt = performance.now();
  page.message = null;
  if (!warns || OWN_PAGES.includes(page.overlay)) {
    page.overlay = page.overlay === "K15" ? page.overlay : "";
    page.dialog = page.dialog === "sure" ? page.dialog : "";
  }
  if (warns || from === "K13") return;
  if (screen.screen === "K3") page.typing = null;
  Object.assign(page, { tiles: 0, layer: "", capitals: false, query: "" });
}

function listen(was, screen) {
  const now = screen.data;
  const same = was.session_id === now.session_id;
  if (same && now.held > (was.held || 0) && screen.screen === "K6") play("note", now.volume);
  if (same && LOW.includes(now.notice) && (now.notice !== was.notice || (now.rejects || 0) > (was.rejects || 0)))
    play("low", now.volume);
  if (heardLast !== screen.screen && ARRIVES[screen.screen]) play(ARRIVES[screen.screen], now.volume);
  heardLast = screen.screen;
}

function lost(reason, wait) {
  page.link = { lost: true, reason, retryAt: performance.now() + wait };
  page.dialog = page.dialog === "sure" ? "" : page.dialog;
  changed();
}

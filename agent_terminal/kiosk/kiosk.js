// The kiosk's page: it shows what its terminal says, and tells it what the payer wants. Nothing is counted here.
//
// The page's ids and attributes, for tests and for whoever drives it:
//
// #page        data-screen (the server's), data-view (what is drawn: K11 how to scan, K12 help, K15 staff, lost, wait),
//              data-edition, data-link ok|lost, data-reason (401, 404, 500…, not_json, silence, reset, page),
//              data-motion on|off
// #top #main #actions #strip    header, main, nav, footer; #title is the h1; #steps > li[aria-current=step]
// #field       what is typed, with data-value (without the mask); #hint, #progress; the PIN has data-length only
// #message     role=alert, data-kind error|warning|info;  #sums aria-live;  [data-sum=inserted|fee|amount|held]
// #dialog      data-dialog K13|K6s|no_receipt|sure;  [data-code=payment|slip];  #qr;  [data-countdown]
// #terminal    five taps open the service menu;  html: lang, data-theme normal|contrast, data-keys while keys are used
// [data-act]   start group:<n> provider:<id> page:next page:previous search scan key:<c> erase clear space shift
//              layer:ru|en|123 next confirm without_receipt close back menu cancel stop continue pay other_number
//              support again done print help part:<name> language contrast pin_enter act:<name> sure list leave

import { act, attended, scanned, staffDoor } from "/kiosk/acts.js";
import { onTick } from "/kiosk/countdown.js";
import { draw } from "/kiosk/frame.js";
import { listen } from "/kiosk/keys.js";
import { server } from "/kiosk/link.js";
import { play, unlock } from "/kiosk/sounds.js";
import { changed, data, drawnBy, page, tellWords, view } from "/kiosk/state.js";

const TAPS = 5;
const TAPS_MS = 3000;
const LOOKS = ["language", "contrast"];
const CHIME_SECONDS = 10;
const REFUSED = ["contextmenu", "selectstart", "dragstart", "drop", "dragover", "gesturestart", "auxclick"];

let seriesOf = "";
let taps = [];

drawnBy(draw);
draw();
document.addEventListener("click", clicked);
document.addEventListener("pointerdown", () => document.documentElement.removeAttribute("data-keys"), true);
document.addEventListener("mousedown", (event) => event.preventDefault());
REFUSED.forEach((name) => document.addEventListener(name, (event) => event.preventDefault(), true));
document.addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false });
document.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), {
  passive: false,
});
window.addEventListener("resize", changed);
listen(scanned);
onTick((left) => {
  if (left === CHIME_SECONDS && page.screen && page.screen.screen === "K13") play("warning", data().volume);
  if (left === 0 && page.link.lost) {
    page.link.retryAt = 0;
    changed();
  }
});
server.watch();

function clicked(event) {
  const button = event.target.closest("[data-act]");
  const place = view() + page.dialog + (page.screen ? page.screen.screen : "");
  unlock();
  if (event.detail <= 1) seriesOf = place;
  if (event.detail > 1 && seriesOf !== place) return;
  if (!button || !LOOKS.includes(button.getAttribute("data-act"))) page.message = null;
  if (event.target.closest("#terminal")) tapped(event.timeStamp);
  else if (!button) elsewhere();
  else if (button.getAttribute("aria-disabled") === "true") tellWords("info", why(button));
  else act(button.getAttribute("data-act"), button);
  attended();
  changed();
}

// The idle screen begins wherever it is touched.
function elsewhere() {
  if (view() === "K0") act("start");
}

function tapped(at) {
  taps = taps.filter((tap) => at - tap < TAPS_MS).concat(at);
  if (taps.length < TAPS) return;
  taps = [];
  staffDoor();
}

function why(button) {
  return { ru: button.getAttribute("data-why"), en: button.getAttribute("data-why-en") };
}

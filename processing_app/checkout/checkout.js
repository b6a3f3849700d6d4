// The checkout page: it shows what the order's events tell, and tells the centre what the payer wants.
//
// The page's ids and attributes, for tests and for whoever drives it:
//
// #page      data-view: wait choose pending redirect qr app receipt held paid cancelled overdue stopped refused
//            no_link bad_link lost_first;  data-link ok|lost
// #title     the h1; #sum, #due; #link role=status; #message role=alert; #failure with data-code
// #card      the form: #number #date #code #holder, each with #…-hint and #…-fault; #system
// [name=way] card link kiosk;  #kiosk-code with data-value;  #qr;  #outside;  #leave;  #leaving;  #given
// [data-act] pay link kiosk copy bank stay leave language

import { enter } from "/checkout/entry.js";
import { about, follow } from "/checkout/feed.js";
import { emptied, filledIn, left, typed } from "/checkout/form.js";
import { draw } from "/checkout/frame.js";
import { goOn, goToBank, stay } from "/checkout/going.js";
import { attempt, viewOf } from "/checkout/order.js";
import { askForCode, payByCard, payByLink } from "/checkout/paying.js";
import { Refusal } from "/checkout/server.js";
import { changed, drawnBy, noted, page, set, speak } from "/checkout/state.js";

const AGAIN_MS = 2000;
const ACTS = {
  pay: payCard,
  link: () => payByLink(page.ways.find((one) => one.method === "BankLink").bank || ""),
  kiosk: askForCode,
  copy,
  bank: goToBank,
  stay,
  leave: () => noted("left", "yes"),
  language: () => speak(page.language === "ru" ? "en" : "ru"),
};

let pictureOf = "";

if (!enter()) begin();

function begin() {
  drawnBy(() => {
    draw();
    goOn();
    fetchPicture();
  });
  changed();
  document.addEventListener("click", clicked);
  document.addEventListener("submit", submitted);
  document.addEventListener("input", (event) => event.target.closest("#card") && typed(event.target));
  document.addEventListener("focusout", (event) => event.target.closest("#card input") && left(event.target));
  document.addEventListener("change", (event) => event.target.name === "way" && choose(event.target.value));
  document.addEventListener("securitypolicyviolation", blocked);
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  window.addEventListener("hashchange", () => location.reload());
  if (!page.token) return;
  follow();
  learn("shop", "/checkout?terminationUri=" + encodeURIComponent(noted("termination_uri")), (found) => found);
  learn("ways", "/payment-methods", (found) => found.methods);
}

function choose(way) {
  set({ way, message: null, faults: {} });
}

function clicked(event) {
  const button = event.target.closest("[data-act]");
  if (!button || button.getAttribute("aria-disabled") === "true" || button.type === "submit") return;
  ACTS[button.getAttribute("data-act")]();
}

function submitted(event) {
  if (event.target.id !== "card") return;
  event.preventDefault();
  if (!page.busy) payCard();
}

async function payCard() {
  const card = filledIn();
  if (!card) return;
  const begun = await payByCard(card);
  if (begun) emptied();
  else if (document.getElementById("card")) {
    emptied(["code"]);
    const wrong = Object.keys(page.faults).find((name) => page.faults[name]);
    if (wrong) document.getElementById(wrong).focus();
  }
}

async function copy() {
  const text = document.getElementById("kiosk-code").getAttribute("data-value");
  try {
    await navigator.clipboard.writeText(text);
    set({ copied: true });
  } catch (problem) {
    getSelection().selectAllChildren(document.getElementById("kiosk-code"));
  }
}

// What does not change while the page is open; asked until it is told.
async function learn(name, path, taken) {
  for (;;) {
    try {
      set({ [name]: taken(await about("GET", path, null)) });
      return;
    } catch (problem) {
      if (problem instanceof Refusal && problem.code !== "intent_stopped") return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

// The squares of a code that is to be shown are drawn by the centre.
async function fetchPicture() {
  const one = attempt(page.order);
  if (viewOf(page.order) !== "qr" || pictureOf === one.id) return;
  pictureOf = one.id;
  page.picture = null;
  await learn("picture", "/payments/" + encodeURIComponent(one.id) + "/qr-code", (found) => found);
}

function blocked(event) {
  if (event.effectiveDirective === "form-action") set({ message: { name: "blocked" } });
}

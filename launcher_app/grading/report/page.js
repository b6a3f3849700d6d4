"use strict";
// Filter and search; what is chosen stays in the address, so that it can be sent to somebody.
const cards = [...document.querySelectorAll("#checks details.card")];
const buttons = [...document.querySelectorAll("[data-show]")];
const search = document.getElementById("search");
const empty = document.getElementById("empty");
let show = "lost";

function fits(card) {
  const word = search.value.trim().toLowerCase();
  const status = show === "all" || (show === "lost" ? card.dataset.lost === "1" : card.dataset.status === show);
  return status && (!word || card.textContent.toLowerCase().includes(word));
}

function apply() {
  let shown = 0;
  for (const card of cards) {
    const fit = fits(card);
    card.classList.toggle("off", !fit);
    shown += fit;
  }
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === show));
  for (const group of document.querySelectorAll("#checks section")) {
    group.classList.toggle("off", !group.querySelector("details.card:not(.off)"));
  }
  empty.classList.toggle("off", shown > 0);
}

function remember() {
  const state = new URLSearchParams({ show });
  if (search.value) state.set("q", search.value);
  history.replaceState(null, "", "#" + state);
}

function open(id) {
  const target = document.getElementById(id);
  for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  if (target) target.scrollIntoView({ block: target.tagName === "SPAN" ? "center" : "start" });
}

function read() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (/^(ex|check|scene|log)-/.test(hash)) return open(hash);
  const state = new URLSearchParams(hash);
  show = state.get("show") || show;
  search.value = state.get("q") || "";
}

for (const button of buttons) button.addEventListener("click", () => { show = button.dataset.show; apply(); remember(); });
search.addEventListener("input", () => { apply(); remember(); });
window.addEventListener("hashchange", () => { read(); apply(); });
read();
apply();

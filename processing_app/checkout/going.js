// Leaving the page and coming back: to the bank's page by a form or a link, to the shop by itself after a while.

import { ownPath } from "/checkout/entry.js";
import { attempt, viewOf } from "/checkout/order.js";
import { noted, page, set } from "/checkout/state.js";
import { expanded, webAddress } from "/checkout/template.js";

const SECONDS = 10;
const SECOND_MS = 1000;

let leaving = null;

// Look at what has changed: a bank's page is gone to by itself once, the shop's after a while.
export function goOn() {
  const view = viewOf(page.order);
  const one = attempt(page.order);
  if (view !== "paid" && view !== "wait") noted("open", "yes");
  if (view === "redirect" && !page.refusal && noted("bank") !== one.id) goToBank();
  if (view === "paid" && page.shop && webAddress(page.shop.returnUrl || "") && noted("open") && !noted("left")) count();
}

// To the bank's page. Coming back by the browser's button does not lead there again by itself.
export function goToBank() {
  const one = attempt(page.order);
  const request = one.interaction.request;
  const values = { termination_uri: location.origin + ownPath() };
  const to = webAddress(expanded(request.uriTemplate, values));
  noted("bank", one.id);
  if (!to) set({ message: { name: "blocked" } });
  else if (request.requestType === "BrowserGetRequest") location.assign(to);
  else send(to, request.form, values);
}

// The payer wants to stay.
export function stay() {
  clearInterval(leaving);
  leaving = null;
  noted("left", "stays");
  set({ leavesIn: null });
}

function count() {
  if (leaving !== null) return;
  page.leavesIn = SECONDS;
  leaving = setInterval(() => {
    set({ leavesIn: page.leavesIn - 1 });
    if (page.leavesIn > 0) return;
    clearInterval(leaving);
    noted("left", "yes");
    location.assign(webAddress(page.shop.returnUrl));
  }, SECOND_MS);
}

function send(to, fields, values) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = to;
  form.hidden = true;
  for (const field of fields) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = field.key;
    input.value = expanded(field.template, values);
    form.appendChild(input);
  }
  document.body.appendChild(form);
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}

// How a payer comes in: by his shop's link, by a reload, back from his bank. The token never stays in the address.

import { noted, page } from "/checkout/state.js";

const OF_INTENT = /^paymentIntents\.([\w-]{1,64}):read$/;

// Whose page this is; empty for whoever came without a link. True when the browser is on its way to the right place.
export function enter() {
  const home = document.querySelector("meta[name=home]").content;
  if (home && location.origin !== home) {
    location.replace(home + location.pathname + location.search + location.hash);
    return true;
  }
  const query = new URLSearchParams(location.search);
  const brought = location.hash.slice(1);
  page.intentID = brought ? intentOf(brought) : query.get("intent") || "";
  if (page.intentID && brought) {
    noted("token", brought);
    if (query.get("termination_uri")) noted("termination_uri", query.get("termination_uri"));
  }
  page.token = page.intentID ? noted("token") : "";
  if (brought) history.replaceState(null, "", ownPath());
  return false;
}

// This page for this order, without the token: where a bank sends its payer back to.
export function ownPath() {
  return location.pathname + (page.intentID ? "?intent=" + encodeURIComponent(page.intentID) : "");
}

// A token says in its scopes which order it is for; whether it is genuine, the centre decides.
function intentOf(token) {
  try {
    const text = atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"));
    const scopes = JSON.parse(text).scopes;
    const found = scopes.map((scope) => OF_INTENT.exec(scope)).find(Boolean);
    return found ? found[1] : "";
  } catch (problem) {
    return "";
  }
}

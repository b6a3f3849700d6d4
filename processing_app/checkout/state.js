// What the page remembers while it is open, and the little that survives a reload: the token and where it has been.

import { nothing } from "/checkout/order.js";

const LANGUAGE = "checkout-language";
const kept = storage("localStorage");
const ofTab = storage("sessionStorage");

export const page = {
  token: "",
  intentID: "",
  order: nothing(),
  shop: null,
  ways: null,
  way: "",
  language: kept.getItem(LANGUAGE) === "en" ? "en" : "ru",
  refusal: null,
  lost: false,
  retryAt: 0,
  busy: "",
  message: null,
  faults: {},
  system: "",
  picture: null,
  copied: false,
  leavesIn: null,
};

let redraw = () => {};

// Who draws.
export function drawnBy(draw) {
  redraw = draw;
}

// Something was remembered: draw it.
export function changed() {
  redraw();
}

// Change what is remembered, and draw it.
export function set(values) {
  Object.assign(page, values);
  changed();
}

// The other language, kept for the next order.
export function speak(language) {
  kept.setItem(LANGUAGE, language);
  set({ language });
}

// A note about this order for this tab alone; without a value, what was noted.
export function noted(name, value) {
  const key = "checkout " + page.intentID + " " + name;
  if (value !== undefined) ofTab.setItem(key, value);
  return ofTab.getItem(key) || "";
}

// A browser that keeps nothing for pages lets this one work until it is reloaded.
function storage(name) {
  try {
    window[name].getItem(LANGUAGE);
    return window[name];
  } catch (refused) {
    const values = new Map();
    return {
      getItem: (key) => (values.has(key) ? values.get(key) : null),
      setItem: (key, value) => values.set(key, value),
    };
  }
}

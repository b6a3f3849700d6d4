// The keyboards on the screen: twelve keys for numbers, and letters in three layers.

import { h } from "/kiosk/dom.js";
import { icon } from "/kiosk/icons.js";
import { plain, t } from "/kiosk/parts.js";
import { language, page } from "/kiosk/state.js";

const LAYERS = {
  ru: ["йцукенгшщзх", "фывапролджэ", "ячсмитьбюъё"],
  en: ["qwertyuiop", "asdfghjkl", "zxcvbnm@._-"],
  123: ["1234567890", "@._-+/:,№#", "()«»&%!?*'"],
};
const NAMES = { ru: "РУС", en: "ENG", 123: "123" };

// A telephone's keys; `comma` for sums.
export function pad(comma) {
  const digits = "123456789".split("").map(key);
  return h(
    "div",
    { class: "pad" + (comma ? " five" : ""), role: "group", "aria-label": t("number").join("") },
    digits,
    comma ? key(",") : wide("clear", "clear"),
    key("0"),
    wide("erase", "erase"),
    comma && wide("clear", "clear"),
  );
}

// Letters; the layer is the language's own until another one is chosen.
export function letters() {
  const layer = layerNow();
  const others = Object.keys(NAMES).filter((name) => name !== layer);
  return h(
    "div",
    { class: "letters", "data-key": layer },
    LAYERS[layer].map((row) => h("div", { class: "row" }, row.split("").map(key))),
    h(
      "div",
      { class: "row" },
      others.map((name) =>
        h("button", { type: "button", class: "key layer", "data-act": "layer:" + name }, NAMES[name]),
      ),
      capitals(layer),
      h("button", { type: "button", class: "key space", "data-act": "space" }, t("space")),
      wide("clear", "clear"),
      wide("erase", "erase"),
    ),
  );
}

// The layer whose keys are on the screen.
function layerNow() {
  return page.layer || language();
}

function key(character) {
  const face = page.capitals ? character.toUpperCase() : character;
  return h("button", { type: "button", class: "key", "data-act": "key:" + character }, face);
}

function wide(act, name) {
  return h("button", { type: "button", class: "key word", "data-act": act }, icon(act), h("span", {}, t(name)));
}

function capitals(layer) {
  if (layer === "123") return null;
  const pressed = String(page.capitals);
  const label = plain("shift");
  return h(
    "button",
    { type: "button", class: "key shift", "data-act": "shift", "aria-pressed": pressed, "aria-label": label },
    icon("shift"),
  );
}

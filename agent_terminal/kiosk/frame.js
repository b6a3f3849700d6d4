// Draws the page: header, screen, actions and strip always in their places; dialogs over them; focus never lost.

import { cash, remainder } from "/kiosk/cash.js";
import { paid, pending, refused, sending } from "/kiosk/after.js";
import { checking, confirming, notChecked, notFound } from "/kiosk/check.js";
import { groups, idle, providers, scanning, search } from "/kiosk/choose.js";
import { closed, lost, wait } from "/kiosk/closed.js";
import { keepCounting } from "/kiosk/countdown.js";
import { dialog } from "/kiosk/dialogs.js";
import { h, patch } from "/kiosk/dom.js";
import { help } from "/kiosk/help.js";
import { icon } from "/kiosk/icons.js";
import { number } from "/kiosk/number.js";
import { button, plain, t } from "/kiosk/parts.js";
import { staff } from "/kiosk/staff.js";
import { data, language, page, view } from "/kiosk/state.js";

const VIEWS = {
  wait,
  lost,
  K0: idle,
  K1: groups,
  K2: providers,
  K2s: search,
  K3: number,
  K4: checking,
  K5: confirming,
  K6: cash,
  K6r: remainder,
  K7: sending,
  K8: paid,
  K9: notFound,
  K9n: notChecked,
  K10: pending,
  K10x: refused,
  K11: scanning,
  K12: help,
  K14: closed,
  K15: staff,
};
const STEPS = {
  K1: 1,
  K2: 1,
  K2s: 1,
  K3: 2,
  K4: 3,
  K5: 3,
  K9: 3,
  K9n: 3,
  K6: 4,
  K6r: 4,
  K7: 5,
  K8: 5,
  K10: 5,
  K10x: 5,
};
const TIGHTER = ["1", "2"];
const RELOAD_MS = 5000;
const PLACES = ["#actions .right button", "main button", "#title", "button"];

let drawnView = "";
let later = 0;
let reload = 0;

// Everything anew, patched into what is there. A screen that cannot be drawn still says where the money is.
export function draw() {
  try {
    drawAll();
  } catch (problem) {
    page.link = { lost: true, reason: "page", retryAt: performance.now() + RELOAD_MS };
    drawAll();
    clearTimeout(reload);
    reload = setTimeout(() => window.location.reload(), RELOAD_MS);
    setTimeout(() => {
      throw problem;
    });
  }
}

function drawAll() {
  const name = view();
  const made = VIEWS[name]();
  const over = dialog();
  const root = document.getElementById("page");
  document.documentElement.lang = language();
  document.documentElement.setAttribute("data-theme", page.contrast ? "contrast" : "normal");
  document.title = plain("pay_for_services");
  patch(root, frame(name, made));
  const dialogs = document.getElementById("dialogs");
  patch(dialogs, h("div", { id: "dialogs" }, over && over.element));
  fit();
  quieten(root, over !== null);
  keepFocus(over ? dialogs : root, over ? over.first : made.first, name + (over ? over.name : "") !== drawnView);
  drawnView = name + (over ? over.name : "");
  keepCounting();
  clearTimeout(later);
  if (made.redrawAt) later = setTimeout(draw, made.redrawAt - performance.now() + 20);
}

function frame(name, made) {
  const left = (made.left || []).filter(Boolean);
  const right = (made.right || []).filter(Boolean);
  return h(
    "div",
    {
      id: "page",
      "data-screen": page.screen ? page.screen.screen : "",
      "data-view": name,
      "data-edition": page.screen ? page.screen.edition : "",
      "data-link": page.link.lost ? "lost" : "ok",
      "data-reason": page.link.reason || null,
      "data-motion": data().motion === false ? "off" : "on",
      "aria-busy": page.busy ? "true" : null,
    },
    header(name),
    h("main", { id: "main", "data-key": name }, made.body),
    h(
      "nav",
      { id: "actions", "aria-label": plain("actions"), "data-key": name },
      h("div", { class: "left" }, left),
      made.middle,
      h("div", { class: "right" }, right),
    ),
    strip(),
  );
}

function header(name) {
  const dark = page.contrast;
  return h(
    "header",
    { id: "top" },
    STEPS[name] ? steps(STEPS[name]) : h("p", { class: "brand" }, icon("cash"), h("span", {}, t("pay_for_services"))),
    h(
      "div",
      { class: "tools" },
      name === "K12" || name === "K15" || name === "lost" || name === "wait"
        ? null
        : button("help", t("help"), { picture: "help", look: "quiet" }),
      otherLanguage(),
      button("contrast", t("contrast"), { picture: "contrast", look: "quiet", pressed: dark }),
    ),
  );
}

function otherLanguage() {
  const made = button("language", t("other_language"), { look: "quiet" });
  made.setAttribute("lang", language() === "ru" ? "en" : "ru");
  return made;
}

function steps(current) {
  return h(
    "ol",
    { id: "steps", "aria-label": plain("steps") },
    [1, 2, 3, 4, 5].map((step) =>
      h(
        "li",
        {
          "aria-current": step === current ? "step" : null,
          class: step < current ? "past" : null,
          "aria-label": `${step}. ${plain("step_" + step)}`,
        },
        h("span", { class: "step" }, step),
        step === current ? h("span", { class: "name" }, t("step_" + step)) : null,
      ),
    ),
  );
}

function strip() {
  const { phone, terminal } = data();
  return h(
    "footer",
    { id: "strip" },
    h("span", { id: "support-phone" }, phone ? [t("support"), ": ", h("b", { class: "whole" }, phone)] : ""),
    h("span", { id: "training" }, t("training")),
    h("span", { id: "terminal" }, terminal ? [t("terminal"), " ", h("b", { class: "whole" }, terminal)] : ""),
  );
}

// What does not fit is set closer. The mark is taken off by each patch, so that every screen begins roomy.
function fit() {
  const main = document.getElementById("main");
  const body = main.querySelector(".side") || main.firstElementChild;
  for (const level of TIGHTER) {
    if (body.scrollHeight <= body.clientHeight + 1) return;
    main.setAttribute("data-tight", level);
  }
}

// Beneath a dialog nothing can be reached.
function quieten(root, covered) {
  if (covered) root.setAttribute("aria-hidden", "true");
  else root.removeAttribute("aria-hidden");
  if (!covered) return;
  root.querySelectorAll("button, [tabindex]").forEach((one) => one.setAttribute("tabindex", "-1"));
}

// Who uses keys always stands somewhere: on another screen at its own first place, and never nowhere.
function keepFocus(place, first, moved) {
  const at = document.activeElement;
  if (!moved && at && at !== document.body && place.contains(at)) return;
  const found = [first].concat(PLACES).map((one) => one && place.querySelector(one));
  const target = found.find(Boolean);
  if (target) target.focus({ preventScroll: true });
}

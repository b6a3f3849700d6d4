// Screens of choosing what to pay: idle, groups, providers, search, how to scan.

import { h } from "/kiosk/dom.js";
import { icon } from "/kiosk/icons.js";
import { letters } from "/kiosk/keyboard.js";
import { back, button, heldBanner, isLong, long, message, plain, t, tile, title, words } from "/kiosk/parts.js";
import { data, page } from "/kiosk/state.js";
import { both, even } from "/kiosk/words.js";

const TILE_WIDTH = 14;
const TILE_HEIGHT = 8;
const GAP = 1;
const SIDES = 3;
const FRAME = 15.25;
const TITLE = 3.5;
const CAPTION = 2.25;
const BANNER = 5.5;
const RESULTS = 4;
const SERVICES = ["phone", "globe", "house", "tv", "game"];

// K0: the whole screen begins a payment.
export function idle() {
  return {
    body: h(
      "div",
      { class: "idle" },
      h(
        "div",
        { class: "services" },
        SERVICES.map((name) => icon(name, "big")),
      ),
      title(t("pay_for_services")),
      h("p", { class: "lead" }, icon("touch", "big"), h("span", {}, t("touch_the_screen"))),
      h("p", { class: "under" }, t("cash_only")),
      message(),
    ),
    right: [button("start", t("start"), { look: "primary", after: "next" })],
  };
}

// K1: groups, and above them what was paid here last.
export function groups() {
  const found = data();
  const recent = (found.recent || []).slice(0, columns());
  const rows = fits((recent.length ? TILE_HEIGHT + GAP + CAPTION : 0) + (found.held ? BANNER : 0));
  const all = found.groups.map((group, index) => tile("group:" + index, words(group), group.ru));
  return {
    body: h(
      "div",
      { class: "choose" },
      title(t("what_to_pay")),
      heldBanner(),
      message(),
      recent.length ? h("h2", {}, t("paid_here")) : null,
      recent.length ? grid(recent.map(provider), "recent") : null,
      grid(paged(all, rows)),
    ),
    left: [leave()],
    right: finding(),
    first: ".tile",
  };
}

// K2: providers of a group, or all of them when they are few; those paid here last come first.
export function providers() {
  const found = data();
  const last = (found.recent || []).map((one) => one.provider_id);
  const listed = found.providers.filter((one) => last.includes(one.provider_id));
  const others = found.providers.filter((one) => !last.includes(one.provider_id));
  const rows = fits(found.held ? BANNER : 0);
  return {
    body: h(
      "div",
      { class: "choose" },
      title(heading(found)),
      heldBanner(),
      message(),
      grid(paged(listed.concat(others).map(provider), rows)),
    ),
    left:
      found.group || found.scanned
        ? [back(), found.held ? null : button("menu", t("menu"), { picture: "home" })]
        : [leave()],
    right: finding(),
    first: ".tile",
  };
}

function heading(found) {
  if (found.scanned) return t("whose_number", { number: found.scanned });
  return found.group && found.providers.length ? words(found.providers[0].group) : t("what_to_pay");
}

// K2s: by name, by short name, by the beginning of the account.
export function search() {
  const found = matching(data().providers, page.query);
  const room = found.slice(0, RESULTS).some((one) => isLong(words(one.name))) ? RESULTS / 2 : RESULTS;
  const listed = found.slice(0, page.query && found.length > room ? room - 1 : room);
  return {
    body: h(
      "div",
      { class: "search" },
      h("div", { class: "line" }, title(t("find_provider")), query()),
      h(
        "div",
        { class: "results" + (page.message ? " covered" : "") + (room < RESULTS ? " wide" : "") },
        message(),
        page.message ? null : listed.map(result),
        h(
          "p",
          { id: "hint", class: "hint" + (listed.length ? "" : " alone") },
          page.message ? "" : outcome(found, listed),
        ),
      ),
      letters(),
    ),
    left: [back(), data().held ? leave() : null],
    middle: heldBanner(true),
    first: "#field",
  };
}

function query() {
  return h(
    "div",
    {
      id: "field",
      class: "field",
      role: "textbox",
      tabindex: "0",
      "aria-readonly": "true",
      "data-value": page.query,
      "aria-label": plain("type_a_name"),
      "aria-describedby": "hint",
    },
    icon("search"),
    h("span", { class: page.query ? "typed" : "rest" }, page.query || t("name_or_account")),
    page.query ? h("span", { class: "caret" }) : null,
  );
}

// K11: the scanner works without it; this says how.
export function scanning() {
  return {
    body: h(
      "div",
      { class: "middle" },
      icon("scan", "large"),
      title(t("scan_title")),
      h("p", { class: "lead" }, t("scan_how")),
      h("p", { class: "under" }, t("scan_then")),
      message(),
    ),
    left: [back()],
    first: "[data-act=back]",
  };
}

// The provider a search means, best first.
function matching(listed, query) {
  const wanted = even(query).split(" ").filter(Boolean);
  if (!wanted.length) return listed;
  return listed.filter((one) => wanted.every((part) => isMeant(one, part)));
}

function isMeant(one, part) {
  const known = (one.find || []).map(even).concat(even(one.name.ru), even(one.name.en || ""));
  const digits = /^\d+$/.test(part);
  return known.some(
    (word) =>
      word.startsWith(part) ||
      (!digits && word.includes(part)) ||
      (digits && /^\d+$/.test(word) && part.startsWith(word)),
  );
}

function outcome(found, listed) {
  if (!found.length) return t("nothing_found", { query: page.query });
  return page.query && found.length > listed.length ? t("found_many", { n: found.length - listed.length }) : "";
}

function provider(one) {
  const why = one.available === false ? both("closed_for_now", { name: one.name }) : null;
  return tile("provider:" + one.provider_id, words(one.name), one.group.ru, why);
}

function result(one) {
  const why = one.available === false ? both("closed_for_now", { name: one.name }) : null;
  const name = words(one.name);
  return button("provider:" + one.provider_id, name, { look: "result" + long(name), why });
}

function finding() {
  return [
    button("scan", t("scan"), { picture: "scan" }),
    button("search", t("search"), { picture: "search", look: "primary finding" }),
  ];
}

// Without cash inside a payer may simply go; with cash there are choices.
function leave() {
  return data().held
    ? button("stop", t("stop"), { picture: "stop" })
    : button("cancel", t("finish"), { picture: "back" });
}

function grid(tiles, look) {
  return h("div", { class: "tiles " + (look || "") }, tiles);
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function columns() {
  return Math.floor((window.innerWidth / rem() - SIDES + GAP) / (TILE_WIDTH + GAP));
}

function fits(taken) {
  const height = window.innerHeight / rem() - FRAME - TITLE - taken;
  return Math.max(Math.floor((height + GAP) / (TILE_HEIGHT + GAP)), 1);
}

// So many tiles as fit; the last one leads to the others, and from the last of them to the first again.
function paged(tiles, rows) {
  const room = columns() * rows;
  if (tiles.length <= room) return tiles;
  const from = page.tiles < tiles.length ? page.tiles : 0;
  const shown = tiles.slice(from, from + room - 1);
  const others = tiles.length - from - shown.length;
  const label = others ? t("more", { n: others }) : t("to_the_start");
  const next = button(others ? "page:next" : "page:previous", label, {
    look: "tile",
    picture: others ? "next" : "back",
  });
  next.setAttribute("data-step", room - 1);
  return shown.concat(next);
}

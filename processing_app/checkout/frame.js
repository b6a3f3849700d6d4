// The page around every view: the shop and its order, the title, the language, what is said about the connection.

import { h, patch } from "/checkout/dom.js";
import { moment, money, quantity } from "/checkout/money.js";
import { viewOf } from "/checkout/order.js";
import { backLink, SCREENS } from "/checkout/screens.js";
import { page } from "/checkout/state.js";
import { choosing, choosingTitle } from "/checkout/ways.js";
import { say } from "/checkout/words.js";

const LONG = 14;
let shown = "";

// Draw what is remembered; another view gets the focus at its title, so that it is read aloud.
export function draw() {
  const root = document.getElementById("page");
  const view = viewNow();
  const title = view === "choose" ? choosingTitle() : say(TITLES[view] || view, page.language, {});
  document.documentElement.lang = page.language;
  document.title = title + (page.shop ? " · " + page.shop.shopName : "");
  const link = page.lost ? "lost" : "ok";
  patch(root, h("div", { id: "page", "data-view": view, "data-link": link }, ...parts(view, title)));
  const key = keyOf(view);
  if (shown && shown !== key) document.getElementById("title").focus();
  if (view !== "wait") shown = key;
}

// What is shown now.
export function viewNow() {
  if (!page.intentID || !page.token) return "no_link";
  if (page.refusal) {
    if (page.refusal.code === "intent_stopped") return "stopped";
    return [401, 403, 404].includes(page.refusal.status) ? "bad_link" : "refused";
  }
  const view = viewOf(page.order);
  return view === "wait" && page.lost ? "lost_first" : view;
}

const TITLES = { wait: "loading", refused: "stopped" };

function parts(view, title) {
  const { language, order } = page;
  const inside = view === "choose" ? choosing() : SCREENS[view]();
  return [
    header(),
    h(
      "main",
      { class: order.intent ? "two" : "one" },
      order.intent ? summary(order.intent) : "",
      h(
        "section",
        { class: "act", "aria-labelledby": "title" },
        h("h1", { id: "title", tabindex: "-1", "data-key": keyOf(view) }, title),
        h("div", { id: "view", class: "view", "data-key": keyOf(view) }, ...inside),
        view === "choose" ? backLink("leave_unpaid", "plain") : "",
      ),
      order.intent ? cart(order.intent) : "",
    ),
    h("p", { id: "link", role: "status" }, page.lost && view !== "lost_first" ? say("lost", language) : ""),
    h("footer", null, say("training", language)),
  ];
}

// After each attempt the choice is another one, however soon its end is heard.
function keyOf(view) {
  return view === "choose" ? view + page.order.payments.length : view;
}

function header() {
  const { language, shop } = page;
  return h(
    "header",
    null,
    h("p", { class: "shop" }, shop ? shop.shopName : ""),
    h(
      "button",
      { type: "button", class: "language", "data-act": "language", lang: language === "ru" ? "en" : "ru" },
      say("other_language", language),
    ),
  );
}

function summary(intent) {
  const { language } = page;
  const sum = money(intent.amount, intent.currency, language);
  return h(
    "section",
    { class: "summary", "aria-labelledby": "summary" },
    h("p", { class: "label", id: "summary" }, say(intent.status === "unpaid" ? "to_pay" : "sum", language)),
    h("p", { class: sum.length > LONG ? "sum long" : "sum", id: "sum" }, sum),
    intent.status === "unpaid"
      ? h("p", { class: "hint", id: "due" }, say("until", language, { time: moment(intent.dueDate, language) }))
      : "",
  );
}

function cart(intent) {
  const { language } = page;
  return h(
    "section",
    { class: "cart", "aria-labelledby": "order" },
    h("h2", { id: "order" }, say("order", language)),
    intent.description ? h("p", null, intent.description) : "",
    h("ul", null, ...intent.cart.map((line) => item(line, intent.currency))),
  );
}

function item(line, currency) {
  const { language } = page;
  const price = money(line.price, currency, language);
  const details = [line.quantity === 1 ? "" : say("quantity", language, { quantity: quantity(line.quantity), price })];
  if (line.taxMode) details.push(say("tax", language, { rate: line.taxMode.rate }));
  return h(
    "li",
    null,
    h("span", { class: "product" }, line.product),
    h("span", { class: "cost" }, money(line.cost, currency, language)),
    h("span", { class: "hint" }, details.filter(Boolean).join(" · ")),
  );
}

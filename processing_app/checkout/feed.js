// Following an order: its events one after another by a long question, through lost connections, to the end.

import { folded, nothing, viewOf } from "/checkout/order.js";
import { ask, Refusal, Trouble } from "/checkout/server.js";
import { changed, page, set } from "/checkout/state.js";

const LIMIT = 1000;
const WAIT_SECONDS = 25;
const PATIENCE_SECONDS = 15;
const SOONEST_MS = 500;
const PAUSES_MS = [500, 1000, 2000, 4000, 8000];
const STOPPED_MS = 10000;
const ENDS = ["paid", "cancelled", "overdue"];

let wake = () => {};

// Ask the centre about this order; the path goes on after it.
export function about(method, path, body, seconds = PATIENCE_SECONDS) {
  return ask(page.token, method, "/payment-intents/" + encodeURIComponent(page.intentID) + path, body, seconds);
}

// Until the order comes to its end, or the link to its own.
export async function follow() {
  window.addEventListener("online", () => wake());
  let failures = 0;
  while (!ENDS.includes(viewOf(page.order))) {
    try {
      await step();
      failures = 0;
    } catch (problem) {
      if (problem instanceof Refusal && problem.code !== "intent_stopped") {
        set({ refusal: problem, lost: false });
        return;
      }
      if (problem instanceof Refusal) await stopped(problem);
      else await lost(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]);
      failures += 1;
    }
  }
}

// One question: what is told at once is drawn at once; afterwards the centre is asked to wait for more. Whoever was cut
// off asks without waiting, to know at once that he is back.
async function step() {
  const began = Date.now();
  const wait = page.order.intent && !page.lost ? WAIT_SECONDS : 0;
  const query = "/events?eventID=" + page.order.last + "&limit=" + LIMIT + "&wait=" + wait;
  const events = await about("GET", query, null, wait + PATIENCE_SECONDS);
  const back = page.lost || page.refusal;
  Object.assign(page, { lost: false, refusal: null });
  try {
    events.forEach((event) => folded(page.order, event));
    if (events.length && !page.order.intent) throw new Trouble("no beginning");
  } catch (nonsense) {
    page.order = nothing();
    throw nonsense;
  }
  if (events.length || back) changed();
  else if (Date.now() - began < SOONEST_MS) await pause(SOONEST_MS);
}

async function stopped(refusal) {
  set({ refusal, lost: false });
  await pause(STOPPED_MS);
}

async function lost(milliseconds) {
  set({ lost: true, retryAt: Date.now() + milliseconds });
  await pause(milliseconds);
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    wake = resolve;
    setTimeout(resolve, milliseconds);
  });
}

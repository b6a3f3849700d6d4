// The page's way to its terminal: the one-time token, the key, the long question, and one intent at a time.

const KEY = "kiosk";
const QUESTION_MS = 30000;
const ASK_MS = 10000;
const AGAIN_MS = 3000;
const OTHER_PAGE_MS = 15000;
const SOONEST_MS = 300;

// No answer that can be used. `reason` is 401, 404, 500…, not_json, silence or reset.
class Trouble extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

// The terminal said no: `answer` is its {code, messages, detail}.
export class Refusal extends Error {
  constructor(answer) {
    super(answer.code);
    this.answer = answer;
  }
}

// The conversation. `heard(screen)` and `lost(reason, retryInMs)` tell the page; nothing here draws.
export class Server {
  constructor(heard, lost) {
    this.heard = heard;
    this.lost = lost;
    this.key = sessionStorage.getItem(KEY) || "";
    this.seen = "";
    this.turn = 0;
    this.asking = null;
    this.line = Promise.resolve();
    this.wake = () => {};
    window.addEventListener("hashchange", () => this.newToken());
  }

  // Ask for the screen for ever.
  async watch() {
    for (;;) {
      try {
        await this.enter();
        await this.line;
        await this.look();
      } catch (trouble) {
        await this.rest(trouble);
      }
    }
  }

  // What the payer wants, one after the other. The screen after it is heard; a Refusal or a Trouble is the caller's.
  intend(intent) {
    const answered = this.line.then(() => this.send(intent));
    this.line = answered.catch(() => {});
    return answered;
  }

  async send(intent) {
    this.turn += 1;
    if (this.asking) this.asking.abort();
    try {
      this.hear(await this.ask("/kiosk/intent", intent, ASK_MS));
    } catch (trouble) {
      if (trouble instanceof Trouble) this.seen = "";
      throw trouble;
    } finally {
      this.turn += 1;
      if (this.asking) this.asking.abort();
    }
  }

  // The window has put a fresh token into the address of this very page.
  newToken() {
    this.turn += 1;
    if (this.asking) this.asking.abort();
    this.wake();
  }

  // Any other door of the page.
  ask(path, body, milliseconds, control) {
    const headers = { "Content-Type": "application/json" };
    if (this.key) headers.Authorization = "Basic " + this.key;
    return post(path, headers, body, milliseconds, control || new AbortController());
  }

  // A fresh token in the address is exchanged for the key, and taken out of the address.
  async enter() {
    const token = window.location.hash.slice(1);
    if (!token) return;
    try {
      const got = await post(
        "/kiosk/open",
        { "Content-Type": "application/json" },
        { token },
        ASK_MS,
        new AbortController(),
      );
      this.key = btoa(got.login + ":" + got.key);
      sessionStorage.setItem(KEY, this.key);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
    }
    history.replaceState(null, "", window.location.pathname);
    this.seen = "";
  }

  // One long question; a terminal that answers at once that nothing is new is not asked again at once.
  async look() {
    const turn = this.turn;
    const seen = this.seen;
    const began = Date.now();
    this.asking = new AbortController();
    try {
      const screen = await this.ask("/kiosk/state", { seen }, QUESTION_MS, this.asking);
      if (turn === this.turn) this.hear(screen);
      if (this.seen === seen && Date.now() - began < SOONEST_MS) await this.pause(SOONEST_MS);
    } catch (trouble) {
      if (turn === this.turn) throw trouble;
    } finally {
      this.asking = null;
    }
  }

  hear(screen) {
    if (typeof screen.screen !== "string" || typeof screen.data !== "object") throw new Trouble("not_json");
    this.seen = screen.edition || "";
    this.heard(screen);
  }

  async rest(trouble) {
    const reason = trouble instanceof Trouble ? trouble.reason : trouble instanceof Refusal ? "422" : "not_json";
    const wait = reason === "401" ? OTHER_PAGE_MS : AGAIN_MS;
    this.seen = "";
    this.lost(reason, wait);
    await this.pause(wait);
  }

  pause(milliseconds) {
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
}

async function post(path, headers, body, milliseconds, control) {
  let silent = false;
  const alarm = setTimeout(() => {
    silent = true;
    control.abort();
  }, milliseconds);
  try {
    const options = { method: "POST", headers, body: JSON.stringify(body), credentials: "omit", cache: "no-store" };
    // Without a referrer, even to its own server, Chromium 66 names this page's origin as «null», and is refused.
    Object.assign(options, { redirect: "error", referrerPolicy: "same-origin", signal: control.signal });
    const answer = await fetch(path, options);
    return understood(answer, await answer.text());
  } catch (problem) {
    if (problem instanceof Trouble || problem instanceof Refusal) throw problem;
    throw new Trouble(silent ? "silence" : "reset");
  } finally {
    clearTimeout(alarm);
  }
}

function understood(answer, text) {
  const found = parsed(text);
  if (answer.status === 422 && found && found.code) throw new Refusal(found);
  if (!answer.ok) throw new Trouble(answer.status === 403 ? "401" : String(answer.status));
  if (found === null) throw new Trouble("not_json");
  return found;
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    return typeof found === "object" ? found : null;
  } catch (problem) {
    return null;
  }
}

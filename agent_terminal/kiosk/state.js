// What the page itself remembers: the terminal's last screen, and what no terminal needs to know, until the payer goes.

export const page = fresh();

let redraw = () => {};

// Who draws.
export function drawnBy(draw) {
  redraw = draw;
}

// Something was remembered: draw it.
export function changed() {
  redraw();
}

// The language spoken now: the session's, or the one chosen at an idle screen.
export function language() {
  const data = page.screen ? page.screen.data : {};
  return data.language || page.language;
}

// The server's words for this screen.
export function data() {
  return page.screen ? page.screen.data : {};
}

// What is drawn: the screen, the one beneath a warning, or a page of our own in its place.
export function view() {
  if (page.link.lost) return "lost";
  if (page.overlay) return page.overlay;
  return page.screen ? beneath() : "wait";
}

// The screen beneath warnings and dialogs.
function beneath() {
  const name = page.screen.screen === "K13" ? page.screen.data.under : page.screen.screen;
  return name === "K6s" ? "K6" : name;
}

// A person should know: shown once in red, amber or blue, until the next touch.
export function tell(kind, name, values) {
  page.message = { kind, name, values };
  changed();
}

// The same in words that came from the terminal.
export function tellWords(kind, words) {
  page.message = { kind, words };
  changed();
}

// The next payer sees nothing of the last one.
export function forget() {
  const kept = { screen: page.screen, link: page.link, arrived: page.arrived, busy: page.busy };
  Object.assign(page, fresh(), kept);
}

function fresh() {
  return {
    screen: null,
    arrived: 0,
    link: { lost: false, reason: "", retryAt: 0 },
    busy: false,
    overlay: "",
    dialog: "",
    language: "ru",
    contrast: false,
    message: null,
    typing: null,
    query: "",
    layer: "",
    capitals: false,
    tiles: 0,
    help: null,
    part: "who",
    staff: null,
    changedAt: 0,
  };
}

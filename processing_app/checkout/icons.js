// The page's own pictures: always beside a word, never instead of one.

import { s } from "/checkout/dom.js";

const PATHS = {
  good: ["M20 6 9 17l-5-5"],
  bad: ["M12 8v5", "M12 16.5v.5", "M12 3 2.5 20h19z"],
  waits: ["M12 7v5l3 2", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"],
  ended: ["M6 6l12 12", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"],
  card: ["M3 6h18v12H3z", "M3 10h18", "M7 15h3"],
  link: ["M4 4h6v6H4z", "M14 4h6v6h-6z", "M4 14h6v6H4z", "M14 14h2v2h-2z", "M18 18h2v2h-2z"],
  kiosk: ["M6 3h12v18H6z", "M9 7h6v4H9z", "M10 16h4"],
  lock: ["M6 11h12v9H6z", "M9 11V8a3 3 0 0 1 6 0v3"],
};

// A picture by its name.
export function icon(name, kind) {
  const attributes = { class: "icon" + (kind ? " " + kind : ""), viewBox: "0 0 24 24", "aria-hidden": "true" };
  return s("svg", attributes, ...PATHS[name].map((d) => s("path", { d })));
}

// The pictures of the page: our own lines on a square of 24, drawn in the colour of the text beside them.

import { s } from "/kiosk/dom.js";

const LINES = {
  back: ["M20 12H4", "M11 5l-7 7 7 7"],
  bank: ["M3 10l9-6 9 6z", "M6 10v8", "M10 10v8", "M14 10v8", "M18 10v8", "M3 20h18"],
  bus: ["M5 4h14v13H5z", "M5 11h14", "M8 17v3", "M16 17v3"],
  cash: ["M2 6h20v12H2z", "M12 9a3 3 0 100 6 3 3 0 000-6z", "M5 12h1", "M18 12h1"],
  check: ["M4 12.5l5.5 5.5L20 7"],
  clear: ["M5 5l14 14", "M19 5L5 19"],
  clock: ["M12 3a9 9 0 100 18 9 9 0 000-18z", "M12 7v5l4 2.5"],
  contrast: ["M12 3a9 9 0 100 18 9 9 0 000-18z", "M12 3v18", "M12 7l5 5", "M12 12l5 4", "M12 17l2 2"],
  edit: ["M4 20l1-5L16 4l4 4L9 19z", "M13.5 6.5l4 4"],
  erase: ["M9 5h12v14H9l-6-7z", "M12.5 9l5.5 6", "M18 9l-5.5 6"],
  fine: ["M6 3h12v18H6z", "M9 8h6", "M9 12h6", "M9 16h3"],
  game: ["M7 8h10a5 5 0 010 10c-2 0-2.5-2-5-2s-3 2-5 2A5 5 0 017 8z", "M8 11.5v3", "M6.5 13h3", "M16 13h.5"],
  globe: ["M12 3a9 9 0 100 18 9 9 0 000-18z", "M3 12h18", "M12 3c3.5 3 3.5 15 0 18", "M12 3c-3.5 3-3.5 15 0 18"],
  health: ["M12 20C5 15 3 11.5 3 8.5A4.5 4.5 0 0112 7a4.5 4.5 0 019 1.5C21 11.5 19 15 12 20z"],
  help: ["M12 3a9 9 0 100 18 9 9 0 000-18z", "M9 9.5a3 3 0 116 .2c0 2-3 2.3-3 4.3", "M12 17v.2"],
  home: ["M3 12l9-8 9 8", "M6 10v10h12V10"],
  house: ["M3 12l9-8 9 8", "M6 10v10h12V10", "M12.5 11l-2.5 3.5h4L11.5 18"],
  language: ["M12 3a9 9 0 100 18 9 9 0 000-18z", "M8.5 16l3.5-8.5L15.5 16", "M9.8 13h4.4"],
  next: ["M4 12h16", "M13 5l7 7-7 7"],
  number: ["M9 4L7 20", "M17 4l-2 16", "M4 9h16", "M4 15h16"],
  offline: ["M3 3l18 18", "M5 10a11 11 0 013-2", "M12 6a11 11 0 017 4", "M8.5 14a5 5 0 013.5-1.5", "M12 18v.2"],
  phone: ["M7 2h10v20H7z", "M11 18.5h2"],
  printer: ["M7 9V3h10v6", "M7 17H3V9h18v8h-4", "M7 14h10v7H7z"],
  receipt: ["M5 3h14v18l-2.3-2-2.4 2-2.3-2-2.3 2-2.4-2L5 21z", "M9 8h6", "M9 12h6"],
  scan: ["M3 8V4h4", "M17 4h4v4", "M21 16v4h-4", "M7 20H3v-4", "M7 8v8", "M10.5 8v8", "M14 8v8", "M17 8v8"],
  search: ["M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13z", "M15.5 15.5L21 21"],
  shift: ["M12 4l-8 9h4v6h8v-6h4z"],
  stop: ["M8 3h8l5 5v8l-5 5H8l-5-5V8z", "M8 12h8"],
  support: ["M4 14v-2a8 8 0 0116 0v2", "M4 14h3v5H4z", "M17 14h3v5h-3z", "M20 19c0 2-3 3-6 3"],
  tag: ["M3 3h9l9 9-9 9-9-9z", "M7.5 7.5v.2"],
  touch: ["M9 12V5a2 2 0 014 0v6l5 1.5c1.5.5 2 1.5 1.7 3L18.5 22H11l-5.5-7c-1-1.5.5-3 2-2z", "M5.5 7a5.5 5.5 0 0111 0"],
  tv: ["M3 7h18v12H3z", "M8 3l4 4 4-4", "M8 22h8"],
  warning: ["M12 3l10 18H2z", "M12 10v5", "M12 18v.2"],
  wrench: ["M14 7a5 5 0 016-3l-3 3 .5 2.5 2.5.5 3-3a5 5 0 01-7 6L8 21a2.5 2.5 0 01-4-4l8-8a5 5 0 012-2z"],
};

// Words within a group's Russian name, and the picture that suits it.
const GROUPS = [
  [/мобил|связь|телефон|сотов/i, "phone"],
  [/интернет|сеть|провайд/i, "globe"],
  [/телевид|тв\b|тв$|кабель/i, "tv"],
  [/жкх|коммун|свет|газ|вода|энерг|дом|квартир/i, "house"],
  [/банк|кредит|займ|карт/i, "bank"],
  [/игр/i, "game"],
  [/штраф|налог|госуслуг|пошлин/i, "fine"],
  [/транспорт|проезд|такси|авто/i, "bus"],
  [/здоров|медиц|благотвор|клиник/i, "health"],
];

// A picture by its name, `size` is a class: big, large, or nothing for a button's.
export function icon(name, size) {
  const lines = LINES[name].map((line) => s("path", { d: line }));
  return s(
    "svg",
    { viewBox: "0 0 24 24", class: "icon " + (size || ""), "aria-hidden": "true", focusable: "false" },
    lines,
  );
}

// A provider's or a group's picture.
export function groupIcon(group) {
  const found = GROUPS.find(([words]) => words.test(group));
  return icon(found ? found[1] : "tag", "big");
}

// A QR code from its rows of 0 and 1, with the quiet zone that readers need.
export function qr(rows, label) {
  const side = rows.length + 8;
  const dark = [];
  rows.forEach((row, y) => {
    for (const run of runs(row)) dark.push(`M${run[0] + 4} ${y + 4}h${run[1]}v1h-${run[1]}z`);
  });
  return s(
    "svg",
    { id: "qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    s("rect", { width: side, height: side, class: "qr-paper" }),
    s("path", { d: dark.join(""), class: "qr-ink" }),
  );
}

function runs(row) {
  const found = [];
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== "1") continue;
    const from = x;
    while (row[x + 1] === "1") x += 1;
    found.push([from, x - from + 1]);
  }
  return found;
}

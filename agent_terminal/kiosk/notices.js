// What the terminal says of the last note or scan, as a message to the payer.

import { note } from "/kiosk/money.js";
import { data, language, page } from "/kiosk/state.js";

const MANY = 3;
const REFUSALS = ["not_recognised", "insert_straight"];
const LOOKS = { note_in_work: "info", take_previous: "warning", remove_second: "warning", acceptor_stopped: "error" };
const KNOWN = [
  "insert_straight",
  "take_previous",
  "not_taken_now",
  "not_recognised",
  "returned",
  "remove_second",
  "acceptor_stopped",
  "note_in_work",
  "not_understood",
];

// {kind, name, values}, or null when there is nothing to say.
export function noticed() {
  const found = data();
  if (page.overlay || !KNOWN.includes(found.notice)) return null;
  const name = sentence(found);
  return { kind: LOOKS[found.notice] || "error", name, values: values(found) };
}

function sentence(found) {
  if (REFUSALS.includes(found.notice) && (found.rejects || 0) >= MANY)
    return found.held ? "try_another" : "try_another_empty";
  if (found.notice === "not_taken_now" && !(found.lets_in || []).length) return "not_taken_at_all";
  if (found.notice === "acceptor_stopped" && !found.held) return "acceptor_stopped_empty";
  return found.notice;
}

function values(found) {
  return {
    sum: found.held || 0,
    notes: (found.lets_in || []).map((one) => note(one, language())).join(", "),
    phone: found.phone || "",
  };
}

// What a card is, as far as its own data tell: whose number, how it is grouped, what is wrong with a field.

// A system, the first and the last of its first four digits, and how long its numbers are, as the vault has it.
const RANGES = [
  ["mir", 2200, 2204, [16, 17, 18, 19]],
  ["mastercard", 2221, 2720, [16]],
  ["mastercard", 5100, 5599, [16]],
  ["visa", 4000, 4999, [13, 16, 18, 19]],
  ["amex", 3400, 3499, [15]],
  ["amex", 3700, 3799, [15]],
  ["jcb", 3528, 3589, [16, 17, 18, 19]],
  ["dinersclub", 3000, 3059, [14, 15, 16, 17, 18, 19]],
  ["dinersclub", 3600, 3699, [14, 15, 16, 17, 18, 19]],
  ["dinersclub", 3800, 3999, [14, 15, 16, 17, 18, 19]],
  ["discover", 6011, 6011, [16, 17, 18, 19]],
  ["discover", 6440, 6599, [16, 17, 18, 19]],
  ["unionpay", 6200, 6299, [16, 17, 18, 19]],
  ["maestro", 5000, 5099, [12, 13, 14, 15, 16, 17, 18, 19]],
  ["maestro", 5600, 5899, [12, 13, 14, 15, 16, 17, 18, 19]],
  ["maestro", 6300, 6399, [12, 13, 14, 15, 16, 17, 18, 19]],
  ["maestro", 6700, 6799, [12, 13, 14, 15, 16, 17, 18, 19]],
];
const NAMES = {
  mir: ["МИР", "Mir"],
  mastercard: ["Mastercard", "Mastercard"],
  visa: ["Visa", "Visa"],
  amex: ["American Express", "American Express"],
  jcb: ["JCB", "JCB"],
  dinersclub: ["Diners Club", "Diners Club"],
  discover: ["Discover", "Discover"],
  unionpay: ["UnionPay", "UnionPay"],
  maestro: ["Maestro", "Maestro"],
};
export const LONGEST = 19;
const LONGEST_YEARS = 20;
const GRACE_MS = 12 * 3600 * 1000;

// Only the digits.
export function digits(text) {
  return text.replace(/\D/g, "");
}

// Whose number begins like this: a system's name; empty while nobody knows, or for nobody's.
export function systemOf(number) {
  const found = range(number);
  return found ? found[0] : "";
}

// A system as people call it.
export function systemName(system, language) {
  const names = NAMES[system];
  return names ? names[language === "en" ? 1 : 0] : system;
}

// In groups, as it stands on the card.
export function grouped(number) {
  const sizes = systemOf(number) === "amex" ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const parts = [];
  let from = 0;
  for (const size of sizes) {
    if (from < number.length) parts.push(number.slice(from, from + size));
    from += size;
  }
  return parts.join(" ");
}

// Whether the last digit is the check digit of the others (Luhn).
export function luhn(number) {
  let sum = 0;
  Array.from(number)
    .reverse()
    .forEach((digit, place) => {
      const value = Number(digit) * (1 + (place % 2));
      sum += value > 9 ? value - 9 : value;
    });
  return sum % 10 === 0;
}

// What is wrong with a number: a name of words, or empty. `systems` are those taken here, none for all.
export function numberFault(number, systems) {
  if (!number) return "number_missing";
  const found = range(number);
  if (number.length >= 4 && !found) return "number_system";
  if (found && systems.length && !systems.includes(found[0])) return "number_not_taken";
  if (!found || !found[3].includes(number.length)) return "number_length";
  return luhn(number) ? "" : "number_check";
}

// The same while it is typed: only what more digits would not mend.
export function earlyFault(number, systems) {
  const fault = numberFault(number, systems);
  const found = range(number);
  const longest = found ? found[3][found[3].length - 1] : LONGEST;
  if (fault === "number_missing") return "";
  if (fault === "number_length") return number.length > longest ? fault : "";
  // 4222222222222 is whole at 13 digits, and the beginning of a longer one: a wrong sum is sure at 16, the usual end.
  if (fault === "number_check") return number.length >= Math.min(16, longest) ? fault : "";
  return fault;
}

// «1227» typed as 12/27, pasted «12/2027», too; a single digit above 1 is a month of its own.
export function dated(text) {
  const all = digits(text);
  let found = /^\d\d20\d\d$/.test(all) ? all.slice(0, 2) + all.slice(4) : all.slice(0, 4);
  if (/^[2-9]/.test(found)) found = ("0" + found).slice(0, 4);
  return found.length > 2 ? found.slice(0, 2) + "/" + found.slice(2) : found;
}

// What is wrong with MM/YY.
export function dateFault(text, now) {
  const found = /^(\d{2})\/(\d{2})$/.exec(text);
  if (!found) return "date_missing";
  const [month, year] = [Number(found[1]), 2000 + Number(found[2])];
  if (month < 1 || month > 12) return "date_month";
  const then = new Date(now - GRACE_MS);
  const months = year * 12 + month - (then.getUTCFullYear() * 12 + then.getUTCMonth() + 1);
  if (months < 0) return "date_passed";
  return year > then.getUTCFullYear() + LONGEST_YEARS ? "date_far" : "";
}

// What is wrong with the security code: three digits on the back, of one system four on the front.
export function codeFault(text, system) {
  if (system === "amex") return /^\d{4}$/.test(text) ? "" : "code_missing_amex";
  return /^\d{3}$/.test(text) ? "" : "code_missing";
}

// What is wrong with a name: it may be left out.
export function holderFault(text) {
  return text === "" || /^\p{L}[^\d_\n\r]{0,63}$/u.test(text) ? "" : "holder_wrong";
}

function range(number) {
  const first = Number(number.slice(0, 4));
  return number.length < 4 ? undefined : RANGES.find(([, low, high]) => low <= first && first <= high);
}

// What a payer types into a provider's fields: masks, lengths, which keyboard, and what is sent of it.

import { misfits, shape } from "/kiosk/shape.js";
import { money } from "/kiosk/money.js";

const BLANK = "_";
const MOST = 200;
const MOST_ROUBLES = 9;
const PHONE_DIGITS = 10;

// "pad" for numbers, "letters" for words.
export function keyboardOf(field) {
  if (["phone", "digits", "amount", "date"].includes(field.type)) return "pad";
  const known = shape(field.regex);
  return field.type === "text" && known !== null && known.digits && known.most > 0 ? "pad" : "letters";
}

// How it is typed: the provider's mask, or for a date the separators of its example.
export function maskOf(field) {
  if (field.mask) return field.mask;
  return field.type === "date" && /\D/.test(field.example) ? field.example.replace(/\d/g, BLANK) : "";
}

// How many characters are typed, without the mask's own.
export function lengths(field) {
  if (field.type === "amount") return { least: 1, most: MOST_ROUBLES + 3 };
  const mask = maskOf(field);
  const blanks = mask.split(BLANK).length - 1;
  if (mask && woven(field)) return { least: blanks, most: blanks };
  const known = shape(field.regex) || { least: 1, most: MOST };
  const least = Math.max(known.least, field.minimum || 1);
  const most = Math.min(known.most, field.maximum || MOST, mask ? blanks : MOST);
  return { least, most: Math.max(least, most) };
}

// The typed text with one more character, or null where it does not go in.
export function put(field, typed, character) {
  if (keyboardOf(field) === "letters") return typed.length < lengths(field).most ? typed + character : null;
  if (field.type === "amount") return putInSum(typed, character);
  return /\d/.test(character) && typed.length < lengths(field).most ? typed + character : null;
}

// How many characters are wanted yet.
export function wanted(field, typed) {
  return Math.max(lengths(field).least - typed.length, 0);
}

// What is sent: without the mask, a sum in minor units, a date with its separators where its rule has them.
export function valueOf(field, typed) {
  if (field.type === "amount") {
    const [whole, rest] = typed.split(",");
    return (whole.replace(/^0+/, "") + ((rest || "") + "00").slice(0, 2)).replace(/^0+(?=\d)/, "");
  }
  return woven(field) ? filled(maskOf(field), typed).join("") : field.type === "text" ? typed.trim() : typed;
}

// What was typed for a value that had been sent.
export function typedOf(field, value) {
  if (!value) return "";
  if (field.type === "amount")
    return money(Number(value), "ru")
      .replace(/[^\d,]/g, "")
      .replace(/,00$/, "");
  return woven(field) ? value.replace(/\D/g, "") : value;
}

// Whether it is known here that the terminal will refuse it.
export function refused(field, typed) {
  return misfits(field.regex, valueOf(field, typed));
}

// [what is typed, what of the mask is still empty], as it is shown.
export function shown(field, typed) {
  const mask = maskOf(field);
  return mask ? filled(mask, typed) : [typed, ""];
}

// A value in full, as people read it: «+7 (912) 345-67-89».
export function readable(field, value, language) {
  if (!field) return value;
  if (field.type === "amount") return money(Number(value), language);
  const mask = field.mask;
  const fits = mask && mask.split(BLANK).length - 1 === value.length;
  return prefixOf(field) + (fits ? filled(mask, value)[0] : value);
}

// What stands before a phone number already.
export function prefixOf(field) {
  const inMask = /\d/.test(field.mask.split(BLANK)[0]);
  return field.type === "phone" && !inMask && lengths(field).most === PHONE_DIGITS ? "+7 " : "";
}

function woven(field) {
  return field.type === "date" && !field.mask && maskOf(field) !== "";
}

function filled(mask, typed) {
  let at = 0;
  let end = 0;
  const text = mask
    .split("")
    .map((one, index) => {
      if (one !== BLANK) return one;
      if (at < typed.length) end = index + 1;
      at += 1;
      return typed[at - 1] || BLANK;
    })
    .join("");
  const whole = typed.length >= at;
  return [whole ? text : text.slice(0, end), whole ? "" : text.slice(end)];
}

function putInSum(typed, character) {
  const [whole, rest] = typed.split(",");
  if (character === "," || character === ".") return typed && rest === undefined ? typed + "," : null;
  if (!/\d/.test(character)) return null;
  if (rest !== undefined) return rest.length < 2 ? typed + character : null;
  return whole.length < MOST_ROUBLES ? typed + character : null;
}

// Sums, times and codes as people read them. Nothing is added up here: every sum was counted by the centre.

const SPACE = "\u00a0";
const SIGNS = { RUB: "₽", USD: "$", EUR: "€" };

// Minor units: 1234567 is «12 345,67 ₽», in English "12,345.67 ₽".
export function money(minor, currency, language) {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  const major = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, language === "en" ? "," : SPACE);
  const sign = SIGNS[currency] || currency;
  return (minor < 0 ? "−" : "") + major + (language === "en" ? "." : ",") + digits.slice(-2) + SPACE + sign;
}

// «28 ноября в 21:50», in English "28 November at 21:50"; by the clock of who reads it.
export function moment(text, language) {
  const at = new Date(text);
  const locale = language === "en" ? "en-GB" : "ru-RU";
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const day = at.toLocaleDateString(locale, { day: "numeric", month: "long", year });
  const time = at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  return day + (language === "en" ? " at " : " в ") + time;
}

// A whole number or a fraction: {share: {p: 1, q: 30}} is «1/30».
export function quantity(value) {
  return typeof value === "number" ? String(value) : value.share.p + "/" + value.share.q;
}

// A code of nine digits in threes, so that it can be read aloud.
export function code(text) {
  return text.replace(/(\d{3})(?=\d)/g, "$1" + SPACE);
}

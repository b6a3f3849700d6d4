// Sums and numbers as people read them. Nothing is added up here: every sum was counted by the terminal.

const SPACE = "\u00a0";

// Minor units: 1234567 is «12 345,67 ₽», in English "12,345.67 ₽".
export function money(minor, language) {
  const [major, rest] = parts(minor);
  return (minor < 0 ? "−" : "") + grouped(major, language) + (language === "en" ? "." : ",") + rest + SPACE + "₽";
}

// A banknote's value: «500», with kopecks only where it has any.
export function note(minor, language) {
  const [major, rest] = parts(minor);
  return grouped(major, language) + (rest === "00" ? "" : (language === "en" ? "." : ",") + rest);
}

// Basis points: 300 is «3 %», in English "3%".
export function percent(basisPoints, language) {
  const [major, rest] = parts(basisPoints);
  const tail = rest.replace(/0+$/, "");
  return major + (tail ? (language === "en" ? "." : ",") + tail : "") + (language === "en" ? "%" : SPACE + "%");
}

// 97 seconds are «1:37».
export function clock(seconds) {
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}

function parts(minor) {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return [digits.slice(0, -2), digits.slice(-2)];
}

function grouped(digits, language) {
  return digits.replace(/\B(?=(\d{3})+$)/g, language === "en" ? "," : SPACE);
}

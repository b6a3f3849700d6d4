// Tells a scanner that types like a keyboard from a person who types: by the time between keys, never by the layout.

const TOGETHER_MS = 50;
const SILENCE_MS = 100;
const SHORTEST = 4;
const PLAIN = {
  Minus: "-_",
  Equal: "=+",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  Semicolon: ";:",
  Quote: "'\"",
  Backquote: "`~",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  Space: "  ",
  NumpadDecimal: "..",
  NumpadDivide: "//",
  NumpadMultiply: "**",
  NumpadSubtract: "--",
  NumpadAdd: "++",
};
const SHIFTED_DIGITS = ")!@#$%^&*(";

// `typed(event)` gets a person's key after a moment, `scanned(text)` a whole code.
export class Scanner {
  constructor(typed, scanned) {
    this.typed = typed;
    this.scanned = scanned;
    this.keys = [];
    this.last = 0;
    this.timer = 0;
  }

  // Whether the key is taken for now; other keys (Esc, arrows) are nobody's business here.
  hear(event) {
    const ends = event.key === "Enter" || event.key === "Tab";
    if (ends && this.keys.length >= SHORTEST && event.timeStamp - this.last < SILENCE_MS) {
      this.end();
      return true;
    }
    if (ends || characterOf(event) === "") {
      if (!MODIFIERS.includes(event.key) && !event.ctrlKey) this.flush();
      return event.ctrlKey && this.keys.length >= SHORTEST - 1;
    }
    this.take(event);
    return true;
  }

  take(event) {
    const allowed = this.keys.length < SHORTEST ? TOGETHER_MS : SILENCE_MS;
    if (this.keys.length && event.timeStamp - this.last >= allowed) this.end();
    this.keys.push(event);
    this.last = event.timeStamp;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), this.keys.length < SHORTEST ? TOGETHER_MS : SILENCE_MS);
  }

  end() {
    if (this.keys.length < SHORTEST) {
      this.flush();
      return;
    }
    const text = this.keys.map(characterOf).join("");
    this.keys = [];
    clearTimeout(this.timer);
    this.scanned(text);
  }

  flush() {
    const keys = this.keys;
    this.keys = [];
    clearTimeout(this.timer);
    keys.forEach((key) => this.typed(key));
  }
}

const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

// What a scanner meant by a key: by its place on the keyboard. Keys with Ctrl or Alt mean no character.
export function characterOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return "";
  const digit = /^(Digit|Numpad)(\d)$/.exec(event.code);
  if (digit) return digit[1] === "Digit" && event.shiftKey ? SHIFTED_DIGITS[digit[2]] : digit[2];
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  return PLAIN[event.code] ? PLAIN[event.code][Number(event.shiftKey)] : "";
}

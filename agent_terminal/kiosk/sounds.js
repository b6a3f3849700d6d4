// The kiosk's few sounds, made of plain tones; each has something to see as well, and silence is always allowed.

const SLEEP_MS = 1500;
const A4 = 440;
// [starts, lasts, hertz, loudness] of each tone; seconds.
const SOUNDS = {
  key: [[0, 0.03, 1800, 0.063]],
  note: [
    [0, 0.09, 660, 0.5],
    [0.09, 0.09, 880, 0.5],
  ],
  low: [[0, 0.15, 220, 0.5]],
  warning: [
    [0, 0.35, 587, 0.35],
    [0.12, 0.35, 740, 0.25],
  ],
  paid: [
    [0, 0.12, 523, 0.5],
    [0.12, 0.12, 659, 0.5],
    [0.24, 0.2, 784, 0.5],
  ],
  pending: [
    [0, 0.14, A4, 0.4],
    [0.22, 0.14, A4, 0.4],
  ],
};

let context = null;
let allowed = false;
let sleep = 0;

// A browser lets nothing sound before somebody has touched it.
export function unlock() {
  allowed = true;
}

// `volume` is 0 to 100, as the operator set it.
export function play(name, volume) {
  const Context = window.AudioContext;
  if (!Context || !allowed || !volume) return;
  context = context || new Context();
  context
    .resume()
    .then(() => SOUNDS[name].forEach((tone) => sound(tone, volume / 100)))
    .catch(() => {});
  clearTimeout(sleep);
  sleep = setTimeout(() => context.suspend(), SLEEP_MS);
}

function sound([starts, lasts, hertz, loudness], volume) {
  const from = context.currentTime + starts;
  const voice = context.createOscillator();
  const loud = context.createGain();
  voice.frequency.value = hertz;
  loud.gain.setValueAtTime(0, from);
  loud.gain.linearRampToValueAtTime(loudness * volume, from + 0.008);
  loud.gain.setValueAtTime(loudness * volume, from + lasts * 0.6);
  loud.gain.linearRampToValueAtTime(0, from + lasts);
  voice.connect(loud);
  loud.connect(context.destination);
  voice.start(from);
  voice.stop(from + lasts + 0.01);
}

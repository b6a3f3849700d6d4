"""Keys pressed at exact moments, by a scanner or a person, in a system whose layout is the Russian one."""

FAST, SLOW = 10, 150
"""Milliseconds between the keys of a scanner, of a person."""
LAYOUT = dict(zip("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить", strict=True))
BURST = """
async ([keys, pause]) => {
  let at = performance.now() - pause * keys.length;
  for (const [code, key, shiftKey] of keys) {
    const pressed = new KeyboardEvent('keydown', {code, key, shiftKey, bubbles: true, cancelable: true});
    Object.defineProperty(pressed, 'timeStamp', {value: (at += pause)});
    (document.activeElement || document.body).dispatchEvent(pressed);
  }
  await new Promise((heard) => setTimeout(heard, 120));
}
"""
"""The pause is exact however busy this machine is; at the end the page has had time to tell a scanner from a person."""
Keys = list[tuple[str, str, bool]]


def in_russian(text: str) -> Keys:
    """The keys of a scanner that believes in a Latin keyboard, where the system has switched to the Russian one."""
    return [_key(one) for one in text]


def _key(one: str) -> tuple[str, str, bool]:
    if one.isdigit():
        return f"Digit{one}", one, False
    if one == "\r":
        return "Enter", "Enter", False
    return f"Key{one.upper()}", LAYOUT[one.lower()], one.isupper()

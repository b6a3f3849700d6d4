"""What a page is held to at each screen: the rules of its geometry, axe, and pictures kept for whoever looks."""

from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from tests.agent_terminal.kiosk.kiosk import Kiosk

HERE = Path(__file__).parent
SHOTS = HERE / "shots"
RULES = (HERE / "rules.js").read_text("utf-8")
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
REVIEWED = HERE / "incomplete.txt"
"""What axe could not decide by itself, and a person has: one line each, «rule selector — why it is right»."""
ASK = """
async (tags) => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const colour = numbers(style.backgroundColor);
      if (style.backgroundImage !== 'none' || (colour[3] > 0 && colour[3] < 1)) return null;
      if (colour.length === 3) return colour;
    }
    return null;
  };
  const legible = (target) => {
    const element = document.querySelector(target);
    const under = element && behind(element);
    if (!under) return false;
    const [one, two] = [light(numbers(getComputedStyle(element).color)), light(under)];
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05) >= 4.5;
  };
  const only = {type: 'tag', values: tags};
  const told = await axe.run(document, {runOnly: only, resultTypes: ['violations', 'incomplete']});
  const plain = (rules) => rules.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.target.join(' '),
    node.failureSummary || '']));
  const open = plain(told.incomplete).filter(([rule, target]) => rule !== 'color-contrast' || !legible(target));
  return {violations: plain(told.violations), incomplete: open};
}
"""


class Told(NamedTuple):
    """What axe says."""

    violations: list[str]
    undecided: list[str]


def broken_rules(kiosk: Kiosk) -> list[str]:
    """Overflow, targets, gaps, small or cut text."""
    found: list[str] = kiosk.page.evaluate(RULES)
    return found


def axe(kiosk: Kiosk) -> Told:
    """Run it on the page as it stands.

    It leaves text undecided whose line is lower than its letters; the contrast of such a text is computed here.
    """
    if not kiosk.page.evaluate("'axe' in window"):
        kiosk.page.evaluate(AXE)
    told: dict[str, Any] = kiosk.page.evaluate(ASK, list(TAGS))
    violations = [f"{rule} {target}: {' '.join(why.split())}" for rule, target, why in told["violations"]]
    return Told(violations, [f"{rule} {target}" for rule, target, _ in told["incomplete"]])


def reviewed() -> set[str]:
    """What a person has looked at, without the reasons."""
    lines = REVIEWED.read_text("utf-8").splitlines()
    return {line.split(" — ")[0].strip() for line in lines if line.strip() and not line.startswith("#")}


def keep_picture(kiosk: Kiosk, name: str) -> None:
    """For people: nothing is compared by the machine."""
    SHOTS.mkdir(exist_ok=True)
    kiosk.page.screenshot(path=SHOTS / f"{name}.png")


CYRILLIC = """
() => {
  if (document.documentElement.lang !== 'en') return [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const meant = text.parentElement.closest('[lang=ru], .letters') || !text.parentElement.checkVisibility();
    if (/[А-Яа-яЁё]/.test(text.data) && !meant) found.push(text.data.trim());
  }
  return found;
}
"""
NAMES = ("ООО «Платёжные терминалы»", "Москва, Тверская ул., д. 1", "Тверская ул., д. 12", "Иванов И*** И.", "РУС")
"""Of people, firms and streets, as the terminal was told them."""
TYPED = ("ъ", "о", "р", "е", "л", "м")


def left_in_russian(kiosk: Kiosk) -> list[str]:
    """What an English page still says in Russian, but for names and what a payer has typed."""
    found: list[str] = kiosk.page.evaluate(CYRILLIC)
    return [one for one in found if one not in NAMES and set(one) - set(TYPED)]

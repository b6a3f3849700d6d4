"""What the page may not use: Chromium 66 lacks it, or the page's own policy forbids it; told by the sources alone."""

import re
from typing import NamedTuple


class Ban(NamedTuple):
    """A feature, how it is spelled, and a line that has it."""

    feature: str
    pattern: str
    planted: str


SCRIPT = (
    Ban("optional chaining, 80", r"[\w)\]]\?\.(?!\d)", "a = b?.c;"),
    Ban("??, 80", r"\s\?\?=?\s", "a = b ?? c;"),
    Ban("||= and &&=, 85", r"\|\|=|&&=", "a ||= 1;"),
    Ban("1_000, 75", r"\b\d+_\d", "a = 1_000;"),
    Ban("BigInt, 67", r"\b\d+n\b|\bBigInt\b", "a = 10n;"),
    Ban("private fields, 74", r"\.#\w|^[ \t]*#\w+\s*[=;(]", "  #count = 0;"),
    Ban("class fields, 72", r"^[ \t]*static\s+\w+\s*=", "  static most = 4;"),
    Ban("export * as, 72", r"\bexport\s*\*\s*as\b", "export * as words from './words.js';"),
    Ban("replaceAll, 85", r"\.replaceAll\(", "a.replaceAll('b', 'c');"),
    Ban("matchAll, 73", r"\.matchAll\(", "a.matchAll(b);"),
    Ban("at, 92", r"\.at\(", "a.at(-1);"),
    Ban("flat and flatMap, 69", r"\.flat(Map)?\(", "a.flat();"),
    Ban("findLast, 97", r"\.findLast(Index)?\(", "a.findLast(b);"),
    Ban("copies of arrays, 110", r"\.(toSorted|toReversed|toSpliced|with)\(", "a.toSorted();"),
    Ban("fromEntries, 73", r"\bObject\.(fromEntries|hasOwn|groupBy)\b", "Object.fromEntries(a);"),
    Ban("globalThis, 71", r"\bglobalThis\b", "globalThis.a = 1;"),
    Ban("queueMicrotask, 71", r"\bqueueMicrotask\b", "queueMicrotask(a);"),
    Ban("allSettled and any, 76", r"\bPromise\.(allSettled|any|withResolvers)\b", "Promise.allSettled(a);"),
    Ban("structuredClone, 98", r"\bstructuredClone\b", "structuredClone(a);"),
    Ban("replaceChildren, 86", r"\.replaceChildren\(", "a.replaceChildren();"),
    Ban("toggleAttribute, 69", r"\.toggleAttribute\(", "a.toggleAttribute('hidden');"),
    Ban("checkVisibility, 105", r"\.checkVisibility\(", "a.checkVisibility();"),
    Ban("getAnimations, 84", r"\.getAnimations\(", "document.getAnimations();"),
    Ban("randomUUID, 92", r"\brandomUUID\b", "crypto.randomUUID();"),
    Ban("AbortSignal.timeout, 103", r"\bAbortSignal\.(timeout|any)\b", "AbortSignal.timeout(1);"),
    Ban(
        "newer Intl, 71",
        r"\bIntl\.(RelativeTimeFormat|ListFormat|DisplayNames|Segmenter|Locale)\b",
        "new Intl.Locale();",
    ),
    Ban("WeakRef, 84", r"\b(WeakRef|FinalizationRegistry)\b", "new WeakRef(a);"),
    Ban("dialog, never", r"\.showModal\(", "a.showModal();"),
    Ban("top-level await, 89", r"^await\b", "await start();"),
)
POLICY = (
    Ban("text that becomes code", r"\beval\(|\bnew Function\b|set(?:Timeout|Interval)\(\s*['\"`]", "eval(a);"),
    Ban(
        "text that becomes markup",
        r"\.(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write",
        "a.innerHTML = b;",
    ),
    Ban("a style written as text", r"setAttribute\(\s*['\"]style", "a.setAttribute('style', 'b');"),
    Ban("the browser's own boxes", r"(?<![.\w])(alert|confirm|prompt)\(", "alert(a);"),
    Ban("what outlives the payer", r"\blocalStorage\b|\bindexedDB\b|\bdocument\.cookie\b", "localStorage.a = 1;"),
    Ban(
        "leaving this page",
        r"\bwindow\.open\b|\blocation\.(assign|replace)\b|\blocation(\.href)?\s*=(?!=)",
        "location = a;",
    ),
    Ban("words for developers", r"\bconsole\.\w+\(|\bdebugger\b", "console.log(a);"),
)
STYLE = (
    Ban("clamp, min, max, 79", r"(?<![-\w])(clamp|min|max)\(", "a { width: clamp(1rem, 2rem, 3rem); }"),
    Ban("aspect-ratio, 88", r"(?<![-\w])aspect-ratio\s*:", "a { aspect-ratio: 1; }"),
    Ban("inset, 87", r"(?<![-\w])inset(-\w+)*\s*:", "a { inset: 0; }"),
    Ban("logical sides, 87", r"(?<![-\w])(margin|padding|border)-(inline|block)", "a { margin-inline: 1rem; }"),
    Ban("focus-visible, 86", r":focus-visible", "a:focus-visible { color: red; }"),
    Ban("is, where, has, 88", r":(is|where|has)\(", "a:is(b) { color: red; }"),
    Ban("not of a list, 88", r":not\([^)]*,", "a:not(b, c) { color: red; }"),
    Ban("rules of rules, 99", r"@(layer|container|property|scope)\b", "@layer a { }"),
    Ban("nesting, 112", r"^[ \t]*&", "  & b { color: red; }"),
    Ban("backdrop, 76", r"(?<![-\w])backdrop-filter\s*:", "a { backdrop-filter: blur(1px); }"),
    Ban("conic-gradient, 69", r"conic-gradient\(", "a { background: conic-gradient(red, blue); }"),
    Ban("env, 69", r"(?<![-\w])env\(", "a { width: env(a); }"),
    Ban("overflow: clip, 90", r"overflow(-[xy])?\s*:\s*clip", "a { overflow: clip; }"),
    Ban("overflow-wrap: anywhere, 80", r"overflow-wrap\s*:\s*anywhere", "a { overflow-wrap: anywhere; }"),
    Ban("transforms of their own, 104", r"(?<![-\w])(rotate|scale|translate)\s*:", "a { rotate: 1turn; }"),
    Ban("newer units, 108", r"\d(dvh|svh|lvh|dvw|cqw|lh|rlh)\b", "a { height: 100dvh; }"),
    Ban("appearance, 84", r"(?<![-\w])appearance\s*:", "a { appearance: none; }"),
    Ban("newer colours, 111", r"(?<![-\w])(color-mix|oklch|oklab|lab|lch|light-dark)\(", "a { color: lab(1 2 3); }"),
    Ban("hyphenation of headings, 114", r"text-wrap\s*:", "a { text-wrap: balance; }"),
    Ban("content-visibility, 85", r"content-visibility\s*:", "a { content-visibility: auto; }"),
    Ban("all capitals", r"text-transform\s*:\s*uppercase", "a { text-transform: uppercase; }"),
    Ban("what blinks", r"\bblink\b", "a { animation: blink 1s; }"),
)
MARKUP = (
    Ban("a style in the markup", r"<[^>]*\sstyle\s*=", '<p style="color:red">'),
    Ban("a script in the markup", r"<script(?![^>]*\ssrc=)[^>]*>|<[^>]*\son\w+\s*=", '<p onclick="a()">'),
    Ban("a style sheet in the markup", r"<style\b", "<style>"),
    Ban("dialog, never; inert, 102", r"<dialog\b|\sinert\b", "<dialog>"),
    Ban("a frame or a plug-in", r"<(iframe|frame|object|embed|applet)\b", "<iframe>"),
)
ELSEWHERE = Ban(
    "an address elsewhere", r"(?<!http:)//(?!www\.w3\.org/(2000/svg|1999))[\w.-]+\.\w+", "'https://cdn.example/a'"
)
"""What names SVG is no address: nothing is asked there."""

KINDS = {".js": (*SCRIPT, *POLICY), ".css": STYLE, ".html": MARKUP, ".svg": MARKUP}


def code(kind: str, text: str) -> str:
    """The source without its comments; whole lines stay in their places."""
    keep = lambda gone: "\n" * gone.group().count("\n")  # noqa: E731
    if kind in (".html", ".svg"):
        return re.sub(r"<!--.*?-->", keep, text, flags=re.DOTALL)
    text = re.sub(r"/\*.*?\*/", keep, text, flags=re.DOTALL)
    return re.sub(r"(?<![:'\"`\\])//(?![^\n]*['\"`]\s*[;,)]).*", "", text) if kind == ".js" else text


def breaches(kind: str, text: str) -> list[str]:
    """Every banned thing, with its line."""
    bare = code(kind, text)
    found = [
        f"{bare.count(chr(10), 0, hit.start()) + 1}: {ban.feature}: {hit.group().strip()}"
        for ban in (*KINDS[kind], ELSEWHERE)
        for hit in re.finditer(ban.pattern, bare, re.MULTILINE)
    ]
    return found + (list(gaps_in_flex(bare)) if kind == ".css" else [])


def gaps_in_flex(text: str) -> list[str]:
    """A flex box with a gap: Chromium has had it since 84. All blocks of one selector count together."""
    together: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        for selector in selectors.split(","):
            name = " ".join(selector.split())
            together[name] = together.get(name, "") + body
    flex = r"display\s*:\s*(inline-)?flex"
    gap = r"(?<![-\w])(row-|column-)?gap\s*:"
    return [
        f"gap in flex, 84: {name}" for name, body in together.items() if re.search(flex, body) and re.search(gap, body)
    ]

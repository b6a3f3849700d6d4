"""Rules about how a module is written: its opening, its size, types, names, money, encodings."""

import ast
import re
from collections.abc import Iterator

from tests.layers import tables
from tests.layers.imports import Findings
from tests.layers.source import Module

Function = ast.FunctionDef | ast.AsyncFunctionDef


def opens_with_a_sentence(module: Module) -> Findings:
    """The first thing in a module says what it is for."""
    opening = (ast.get_docstring(module.tree) or "").partition("\n\n")[0]
    if not re.search(r"\w.*[.?!:;]$", opening, re.DOTALL):
        yield 1, "does not open with a sentence"


def fits_on_a_few_screens(module: Module) -> Findings:
    """A file and a function have a size that a reader holds in mind."""
    lines = module.text.count("\n")
    if lines > tables.LONGEST_FILE:
        yield lines, f"{lines} lines, at most {tables.LONGEST_FILE}: which second noun moved in?"
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > tables.LONGEST_FUNCTION:
            yield function.lineno, f"{function.name} has {length} lines, at most {tables.LONGEST_FUNCTION}"


def every_function_is_typed(module: Module) -> Findings:
    """Every argument and every result has its type."""
    for function in functions(module):
        arguments = function.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        bare = [one.arg for one in every if one and not one.annotation and one.arg not in ("self", "cls")]
        if bare or function.returns is None:
            yield function.lineno, f"{function.name} is not typed: {', '.join(bare) or 'its result'}"


def functions(module: Module) -> Iterator[Function]:
    """Every function at any depth."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def says_what_it_is(module: Module) -> Findings:
    """No module or class is called by a word that says nothing."""
    stem = module.parts[-1]
    if stem in tables.NO_MODULES or set(stem.split("_")) & set(tables.NO_NAMES):
        yield 1, f"a module named {stem} says nothing"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and words(node.name) & set(tables.NO_NAMES):
            yield node.lineno, f"a class named {node.name} says nothing"


def words(name: str) -> set[str]:
    """PayLaterTask -> pay, later, task."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def money_is_whole(module: Module) -> Findings:
    """Where sums are computed there is no float, no round() and no division with a point."""
    if not module.inside(*tables.MONEY):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and node.id in ("float", "round"):
            yield node.lineno, f"{node.id} near money"
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"{node.value} near money"
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield node.lineno, "division with a point near money"


def names_its_encoding(module: Module) -> Findings:
    """Text is utf-8 because it says so, not because this machine's settings do."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and reads_text(node) and not says_encoding(node):
            yield node.lineno, f"{ast.unparse(node.func)} without encoding"


def reads_text(call: ast.Call) -> bool:
    """Does the call turn bytes into text, or back?"""
    if any(word.arg in ("text", "universal_newlines") and ast.unparse(word.value) == "True" for word in call.keywords):
        return True
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in ("read_text", "write_text")
    return isinstance(call.func, ast.Name) and call.func.id == "open" and "b" not in mode(call)


def says_encoding(call: ast.Call) -> bool:
    """Is an encoding given, by name or in its place?"""
    place = {"read_text": 1, "write_text": 2, "open": 4}.get(ast.unparse(call.func).rpartition(".")[2], 99)
    return len(call.args) >= place or any(word.arg in ("encoding", None) for word in call.keywords)


def mode(call: ast.Call) -> str:
    """The mode of an open()."""
    given = [word.value for word in call.keywords if word.arg == "mode"] or call.args[1:2]
    return str(given[0].value) if given and isinstance(given[0], ast.Constant) else "r"

"""`junit.xml`: a suite a criterion, a case a check."""

import re
from xml.etree import ElementTree

from launcher_app.grading.checks import CRITERIA
from launcher_app.grading.outcome import Scored, Status
from launcher_app.grading.report.view import View

UNFIT = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML has no letters for."""


def report(view: View) -> bytes:
    """The whole file."""
    root = ElementTree.Element("testsuites", name="grade", time=f"{view.run.ms / 1000:.1f}")
    for name, words in CRITERIA.items():
        own = [one for one in view.scores if one.criterion == name]
        if own:
            suite = ElementTree.SubElement(root, "testsuite", name=words.of(view.language), tests=str(len(own)))
            failed = sum(one.result.status in (Status.FAILED, Status.PARTIAL, Status.WARNING) for one in own)
            suite.set("failures", str(failed))
            suite.set("skipped", str(sum(one.result.status is Status.NOT_RUN for one in own)))
            for one in own:
                _case(suite, one, view)
    ElementTree.indent(root)
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def _case(suite: ElementTree.Element, score: Scored, view: View) -> None:
    result, language = score.result, view.language
    name = f"{result.check} {result.title.of(language)}"
    case = ElementTree.SubElement(suite, "testcase", classname=score.criterion, name=name, time=f"{result.ms / 1000}")
    got = UNFIT.sub("?", result.got.of(language))
    if result.status is Status.NOT_RUN:
        ElementTree.SubElement(case, "skipped", message=got)
    elif result.status is not Status.PASSED:
        failure = ElementTree.SubElement(case, "failure", message=got)
        failure.text = UNFIT.sub("?", "\n".join([result.expected.of(language), *result.evidence.lines]))

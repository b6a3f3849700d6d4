"""`results.json` as Gradescope takes it: a test a check, the total is their sum."""

import msgspec

from launcher_app.grading.outcome import STATUS_WORDS, Scored, Status
from launcher_app.grading.report.view import View


def results(view: View) -> bytes:
    """The whole file."""
    text = view.language
    tests = [_test(one, view) for one in view.scores]
    tests += [
        {"name": one.title, "score": one.points / 100, "max_score": one.worth / 100, "output": one.reason}
        for one in view.manual
    ]
    body = {
        "execution_time": view.run.ms / 1000,
        "visibility": "visible",
        "output": f"seed {view.run.seed}",
        "tests": tests,
        "extra_data": {"seed": view.run.seed, "language": text, "command": view.run.command},
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def _test(score: Scored, view: View) -> dict[str, object]:
    result = score.result
    said = [STATUS_WORDS[result.status][1].of(view.language)]
    said += [text for text in (result.expected.of(view.language), result.got.of(view.language), score.reason) if text]
    return {
        "number": result.check,
        "name": f"{result.check} {result.title.of(view.language)}",
        "score": score.points / 100,
        "max_score": score.worth / 100,
        "status": "passed" if result.status is Status.PASSED else "failed",
        "output": "\n".join(said),
        "visibility": "hidden" if result.hidden else "visible",
        "tags": [score.criterion],
    }

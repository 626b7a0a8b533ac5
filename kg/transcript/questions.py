"""Questions without a label: in a transcript that labels its answers only, the line before an answer that asks."""

from __future__ import annotations

import re

from kg.model import Span
from kg.transcript.labels import Label
from kg.transcript.openings import Opening

# A question is no longer than this, and stands before at least this part of the answers.
LONGEST, SHARE = 400, 0.5

_ASKS = re.compile(r"[？?][”’」）)]*\Z")


def add(text: str, openings: list[Opening]) -> list[Opening]:
    """Return the openings with unlabelled questions among them, if none has a label and most answers follow one."""
    if any(opening.label.role == "journalist" for opening in openings):
        return openings
    answers = [opening for opening in openings if opening.label.role == "official"]
    ends = [0, *(opening.span.end for opening in openings)]
    asked = [question for question in (_before(text, answer, ends) for answer in answers) if question]
    if len(asked) < SHARE * len(answers):
        return openings
    return sorted([*openings, *asked], key=lambda opening: opening.span)


def _before(text: str, answer: Opening, ends: list[int]) -> Opening | None:
    """Return the paragraph before the answer if it asks and is no part of the label before it."""
    end = answer.span.start
    line = text.rfind("\n", max(0, end - LONGEST), max(0, end - 1)) + 1
    words = text[line:end].strip()
    whole = line > 0 or end <= LONGEST
    if not (whole and words and _ASKS.search(words)) or any(line < label <= end for label in ends):
        return None
    return Opening(Span(line, line), Label("journalist", "question-before-answer"), "")

"""What the turns of a press conference are to each other: openings, questions, and the answers to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Turn


@dataclass(frozen=True, slots=True)
class Move:
    """What a turn does: its class in the ontology, and the indices of the questions that it answers."""

    type: str
    answers: tuple[int, ...] = ()


def follow(turns: Sequence[Turn]) -> tuple[Move, ...]:
    """Return the move of each turn.

    An answer belongs to the run of questions before it; a host's word between them changes nothing. An official who
    speaks before the first question opens the conference. Unlabelled speech is an answer only after a question.
    """
    moves: list[Move] = []
    asked: list[int] = []
    asking = False
    for index, turn in enumerate(turns):
        if turn.role == "journalist":
            asked = [*asked, index] if asking else [index]
            moves.append(Move("Question"))
        elif turn.role == "host":
            moves.append(Move("Moderation"))
            continue
        elif asked:
            moves.append(Move("Answer", tuple(asked)))
        else:
            moves.append(Move("Opening" if turn.role == "official" else "Turn"))
        asking = turn.role == "journalist"
    return tuple(moves)

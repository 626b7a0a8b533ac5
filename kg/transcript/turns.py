"""Turns: where a new speaker begins, and who it is."""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.model import Span, Turn
from kg.transcript import handovers, introductions, openings, questions
from kg.transcript.introductions import Introduction
from kg.transcript.labels import Words, either, load_words, name_outlet
from kg.transcript.openings import Opening
from kg.values import replace

# A journalist names the medium in the first words; who leads a conference speaks briefly.
FIRST_WORDS, LONGEST_LEADING, LONGEST_HANDOVER = 80, 1500, 60

_LEAD = re.compile(
    r"采访|专访|答记者问|出席|发布人：|(?:答|回答)[^。\n]{0,8}记者|记者的?提问|编者按|本报讯|[0-9]日[电讯]|记者就|负责人就|消息（|由[^。，\n]{2,40}主持"
    r"|(?:举行|召开|举办)[^。\n]{0,60}(?:发布会|吹风会|记者会|通气会|座谈会)"
)
_SELF = re.compile(r"我[是们]?(?:是|来自|来自于)+(?P<outlet>[^，。！？：\n]{2,30}?)(?:的?记者|[，。])")
_HANDS_OVER = re.compile(r"请[^，。！？\n]{1,16}(?:回答|解答|介绍|补充|发布|通报)")
_SENTENCE = re.compile(r"[。！？]")
_QUOTED = re.compile(r"“[^”\n]{0,500}”")


def find(text: str, emphasis: tuple[Span, ...], lexicon: Lexicon) -> tuple[Turn, ...]:
    """Return the turns of a transcript, which tile the text after its heading; prose has none."""
    known = lexicon.compiled(load_words)
    labelled = openings.find(text, emphasis, known)
    if not labelled:
        return _speech_without_label(text, known)
    labelled = questions.add(text, labelled)
    turns = [_turn(text, opening, known) for opening in labelled]
    people = introductions.find(text, [turn.speaker for turn in turns if turn.speaker], known)
    turns = _posted(_tiled(text, turns), people)
    turns = _led(text, turns, people, known)
    split = [part for turn in turns for part in handovers.split(turn, text, people, known)]
    return tuple(_before(text, labelled[0]) + _posted(split, people))


def _turn(text: str, opening: Opening, known: Words) -> Turn:
    label = opening.label
    outlet = label.outlet
    if label.role == "journalist" and outlet is None:
        said = _SELF.search(text, opening.span.end, opening.span.end + FIRST_WORDS)
        outlet = name_outlet(said["outlet"].removesuffix("的"), known) if said else None
    speaker = label.speaker
    if label.rule == "surname-and-post":
        speaker = introductions.named(text, opening.words, known)
    return Turn(opening.span, opening.span, label.role, speaker, outlet, label.post, label.rule)


def _tiled(text: str, turns: list[Turn]) -> list[Turn]:
    ends = [turn.span.start for turn in turns[1:]] + [len(text)]
    return [replace(turn, span=Span(turn.span.start, end)) for turn, end in zip(turns, ends, strict=True)]


def _posted(turns: list[Turn], people: dict[str, Introduction]) -> list[Turn]:
    """Give speakers the post under which the text introduces them, if the label has none or a shorter form of it."""
    found = []
    for turn in turns:
        post = people.get(turn.speaker or "", Introduction()).post
        fits = post and turn.role != "journalist" and post.endswith(turn.post or "")
        found.append(replace(turn, post=post) if fits else turn)
    return found


def _led(text: str, turns: list[Turn], people: dict[str, Introduction], known: Words) -> list[Turn]:
    """Make those hosts who are said to lead the conference, or who in all their turns do nothing else."""
    officials = {turn.speaker for turn in turns if turn.role == "official" and turn.speaker}
    leading = re.compile(either(known.classes["leading"]))
    hosts = {name for name in officials if people.get(name, Introduction()).leads}
    others = {turn.speaker for turn in turns if not _leads(text, turn.span, leading)}
    hosts |= officials - others
    if hosts == officials:
        return turns
    return [replace(turn, role="host") if turn.speaker in hosts else turn for turn in turns]


def _leads(text: str, speech: Span, leading: re.Pattern[str]) -> bool:
    """Tell whether a speech is short and leads the conference."""
    length = speech.end - speech.start
    if length <= LONGEST_HANDOVER and _HANDS_OVER.search(text, speech.start, speech.end):
        return True
    return length <= LONGEST_LEADING and bool(leading.search(text, speech.start, speech.end))


def _before(text: str, first: Opening) -> list[Turn]:
    """Return the turn of the speech that stands before the first label, if it is no heading and no lead."""
    lines = [*re.finditer(r"[^\n]+", text[: first.span.start])]
    prose = [line for line in lines if _SENTENCE.search(line[0])]
    if not prose or any(_LEAD.search(line[0]) for line in prose):
        return []
    start = prose[0].start()
    return [Turn(Span(start, first.span.start), Span(start, start), "unknown", rule="before-first-label")]


def _speech_without_label(text: str, known: Words) -> tuple[Turn, ...]:
    """Return the one turn of a text without labels that talks to the people of a conference, or begins in mid-speech.

    Prose has none.
    """
    first = next((line for line in re.finditer(r"[^\n]+", text) if _SENTENCE.search(line[0])), None)
    if first is None or _LEAD.search(first[0]):
        return ()
    midway = first.start() == 0 and first[0].startswith(tuple(known.classes["midway"]))
    if not midway and not re.search(either(known.classes["spoken"]), _QUOTED.sub("", text)):
        return ()
    start = first.start()
    return (Turn(Span(start, len(text)), Span(start, start), "unknown", rule="speech-without-label"),)

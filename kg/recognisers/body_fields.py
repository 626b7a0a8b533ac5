"""Institutes and associations whose field is two words with 与 or 和: 浙江大学区域与城市发展研究中心."""

from __future__ import annotations

import re

from kg.recognisers.body_words import Scene

LONGEST_PROPER, SHORTEST_FIELD = 20, 4
INSTITUTE = re.compile(r"研究[院所]|研究中心|学院")
SCHOOL = re.compile(r"(?:大学|学院|科学院|社科院)\Z")
TWO_FIELDS = re.compile(r"[^的在了是、与和]{2,6}[与和][^的在了是、与和]{2,8}")
SOCIETY = re.compile("协会|学会|研究会|促进会|联合会|基金会")
# What tells a sentence from a field: 中国加强企业和有关|协会.
NO_FIELD = re.compile("有关|相关|部分|行业协|举办|成立|加强|支持|推动|组织|企业和|企业与")


def institute(scene: Scene, begin: int, end: int) -> int | None:
    """Return the start of the institute of a school that the suffix `begin:end` closes."""
    if not INSTITUTE.fullmatch(scene.text, begin, end):
        return None
    mark = scene.after_mark(begin, LONGEST_PROPER)
    for stop in range(begin - 1, mark, -1):
        if stop in scene.bodies and SCHOOL.search(scene.text, scene.bodies[stop], stop):
            return scene.bodies[stop] if TWO_FIELDS.fullmatch(scene.text, stop, begin) else None
    return None


def society(scene: Scene, mark: int, begin: int, end: int) -> int | None:
    """Return the start of the association of the nation or a division that the suffix `begin:end` closes."""
    if not SOCIETY.fullmatch(scene.text, begin, end):
        return None
    for start in range(mark, begin - SHORTEST_FIELD):
        place_end, place = scene.place_at(start) or (0, None)
        if place is None or place.type not in ("Country", "AdministrativeDivision"):
            continue
        if TWO_FIELDS.fullmatch(scene.text, place_end, begin):
            return None if NO_FIELD.search(scene.text, place_end, begin) else start
    return None

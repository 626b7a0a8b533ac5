"""The lists of names: what they hold, how a text is scanned, and how users add their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.lexicon import Lexicon
from kg.lexicon.names import LISTS, Hit, load_names
from kg.lexicon.table import read_table
from kg.model import Span


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon()


def labels(hits: tuple[Hit, ...], text: str) -> set[tuple[str, str]]:
    return {(hit.span.of(text), entity.label) for hit in hits for entity in hit.entities}


def own(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    return Lexicon(extra=(path,))


def test_scan_finds_overlapping_names_in_order(lexicon: Lexicon) -> None:
    text = "山东省寿光市羊口镇"
    hits = lexicon.compiled(load_names).scan(text)
    assert {("山东省", "山东省"), ("山东", "山东省"), ("寿光市", "寿光市"), ("羊口镇", "羊口镇")} <= labels(hits, text)
    assert [hit.span for hit in hits] == sorted(hit.span for hit in hits)


def test_spans_hold_beside_lone_surrogates_and_rare_planes(lexicon: Lexicon) -> None:
    text = "\ud83d𠀀寿光市\udc00"
    hits = lexicon.compiled(load_names).scan(text)
    assert Span(2, 5) in [hit.span for hit in hits]


def test_every_level_is_listed(lexicon: Lexicon) -> None:
    names = lexicon.compiled(load_names)
    for key, label, level in (
        ("place/370000", "山东省", "province"),
        ("place/370700", "潍坊市", "prefecture"),
        ("place/370783", "寿光市", "county"),
        ("place/370772", "潍坊滨海经济技术开发区", "zone"),
    ):
        entity = names.by_key[key]
        assert (entity.label, dict(entity.attributes)["level"]) == (label, level)
    township = names.townships.of("place/370783115")
    assert township is not None
    assert (township.label, township.parent) == ("羊口镇", "place/370783")


def test_parents_exist(lexicon: Lexicon) -> None:
    names = lexicon.compiled(load_names)
    missing = {
        entity.parent
        for entity in names.by_key.values()
        if entity.kind == "place" and entity.parent and entity.parent not in names.by_key
    }
    assert missing == set()


def test_counts_are_those_of_the_country(lexicon: Lexicon) -> None:
    places = [entity for entity in lexicon.compiled(load_names).by_key.values() if entity.kind == "place"]
    levels = [dict(entity.attributes).get("level") for entity in places]
    assert levels.count("province") == 34
    assert 330 <= levels.count("prefecture") <= 365
    assert levels.count("county") > 2700


def test_keys_are_unique_within_a_kind(lexicon: Lexicon) -> None:
    seen: dict[str, str] = {}
    columns = ("label", "aliases", "type", "parent", "attributes", "key")
    for name, kind in LISTS:
        path = lexicon.data / f"{name}.tsv"
        for row in read_table(path, columns) if path.exists() and kind == "place" else ():
            key = f"{kind}/{row['key'] or row['label']}"
            assert key not in seen, f"{key} is in {seen.get(key)} and in {name}"
            seen[key] = name


def test_own_name_is_found_at_once(tmp_path: Path) -> None:
    lexicon = own(
        tmp_path,
        '[[place]]\nlabel = "风筝会展中心"\naliases = ["会展中心"]\ntype = "Facility"\nparent = "place/370700"\n'
        'iri = "http://example.org/kites"\nattributes = { lat = "36.7" }\n',
    )
    entity = lexicon.compiled(load_names).by_form["会展中心"][0]
    assert (entity.key, entity.type, entity.parent) == ("place/风筝会展中心", "Facility", "place/370700")
    assert dict(entity.attributes) == {"lat": "36.7", "iri": "http://example.org/kites"}


def test_own_name_takes_the_place_of_a_listed_key(tmp_path: Path) -> None:
    lexicon = own(tmp_path, '[[place]]\nlabel = "菜都"\nkey = "370783"\ntype = "AdministrativeDivision"\n')
    names = lexicon.compiled(load_names)
    assert names.by_key["place/370783"].label == "菜都"
    assert all(entity.key != "place/370783" for entity in names.by_form.get("寿光市", ()))


def test_folder_of_own_lexicons(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('[[outlet]]\nlabel = "乙日报"\n', encoding="utf-8")
    (tmp_path / "a.toml").write_text('[[person]]\nlabel = "某甲"\n', encoding="utf-8")
    names = Lexicon(extra=(tmp_path,)).compiled(load_names)
    assert [names.by_form[form][0].kind for form in ("乙日报", "某甲")] == ["outlet", "person"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("label = ", 1, "is not TOML"),
        ('\n[[plaice]]\nlabel = "甲乙"\n', 2, "no kind of names"),
        ('[[place]]\nlabel = "甲乙"\n\n[[place]]\nname = "丙丁"\n', 4, "unknown field 'name'"),
        ('[[place]]\nlabel = "甲"\n', 1, "at least two characters"),
        ('[[place]]\nlabel = "甲乙"\naliases = "丙丁"\n', 1, "aliases"),
        ('[[place]]\nlabel = "甲乙"\niri = "Q1"\n', 1, "iri must be an absolute IRI"),
        ('[[place]]\nlabel = "甲乙"\nparent = "潍坊市"\n', 1, "parent must be the key"),
        ('[[place]]\nlabel = "甲乙"\ntype = "a place"\n', 1, "type must be a class name"),
        ('[[place]]\nlabel = "甲乙"\nattributes = 3\n', 1, "attributes must be a table"),
        ('place = "甲乙"\n', 1, "no kind of names"),
    ],
)
def test_bad_own_entry_is_refused_with_file_and_line(text: str, line: int, problem: str, tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as caught:
        own(tmp_path, text).compiled(load_names)
    assert f"my.toml:{line}: " in str(caught.value)
    assert problem in str(caught.value)


def test_missing_own_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        Lexicon(extra=(tmp_path / "none.toml",)).compiled(load_names)
    with pytest.raises(DataFileError, match=r"no \*\.toml file"):
        Lexicon(extra=(tmp_path,)).compiled(load_names)

from __future__ import annotations

import pytest
from name_examples import FOLDER, document

from kg import links
from kg.lexicon import Lexicon
from kg.lexicon.names import load_names
from kg.lexicon.table import Row, read_table
from kg.model import Entity, Mention
from kg.recognisers import mentions

ROWS = read_table(FOLDER / "links_policies.tsv", ("text", "home", "mention", "entity"))


def linked(text: str, home: str | None, lexicon: Lexicon) -> tuple[dict[str, Mention], dict[str, Entity]]:
    """Return the mentions by their words, the last of equal ones, and the entities by key."""
    composed = document(text, lexicon, home)
    composed, named, entities = links.resolve(composed, mentions.find(composed, lexicon), lexicon)
    return {mention.span.of(composed.text): mention for mention in named}, {entity.key: entity for entity in entities}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}")
def test_mention_means_entity(row: Row, lexicon: Lexicon) -> None:
    named, entities = linked(row["text"], row["home"] or None, lexicon)
    mention = named[row["mention"]]
    if row["entity"] == "-":
        assert mention.entity is None
        assert mention.note
    else:
        assert mention.entity == row["entity"]
        assert mention.entity in entities


def test_every_table_row_of_a_kind_is_reachable_by_its_label(lexicon: Lexicon) -> None:
    names = lexicon.compiled(load_names)
    listed = [entity for entity in names.by_key.values() if entity.kind in ("policy", "title", "event")]
    assert len([entity for entity in listed if entity.kind == "policy"]) >= 500
    assert all(entity in names.by_form[entity.label] for entity in listed)


def test_number_and_issuer_of_a_document_are_kept(lexicon: Lexicon) -> None:
    text = "近日，国务院印发《国务院关于加快发展外贸新业态的意见》（国办发〔2021〕24号）。"
    _, entities = linked(text, None, lexicon)
    entity = entities["policy/国务院关于加快发展外贸新业态的意见"]
    assert dict(entity.attributes) == {"issuer": "国务院", "number": "国办发〔2021〕24号", "year": "2021"}
    assert entity.type == "Document"


def test_types_come_from_the_last_word(lexicon: Lexicon) -> None:
    text = "实施数字车间改造提升行动，建立企业首席质量官制度，打赢扬尘治理攻坚战，制定《太湖湿地保护条例》。"
    _, entities = linked(text, None, lexicon)
    types = {entity.label: entity.type for entity in entities.values() if entity.kind == "policy"}
    assert types == {
        "数字车间改造提升行动": "Campaign",
        "企业首席质量官制度": "Mechanism",
        "扬尘治理攻坚战": "Campaign",
        "太湖湿地保护条例": "Law",
    }


def test_short_form_is_kept_as_an_alias(lexicon: Lexicon) -> None:
    _, entities = linked("《生态岛建设条例》已经公布。《条例》共三十三条。", None, lexicon)
    assert entities["policy/生态岛建设条例"].aliases == ("《条例》",)

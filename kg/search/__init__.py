"""Search in Chinese: names and sentences by their words, names by pinyin too, and `kg:search` in SPARQL."""

from kg.search.index import IN_INDEX, MOST, Index, Match, open_index, rewrite

__all__ = ["IN_INDEX", "MOST", "Index", "Match", "open_index", "rewrite"]

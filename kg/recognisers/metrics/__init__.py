"""Metric claims: from quantities, times and names to what a text asserts of what, where and when.

`find` reads each sentence with a number as a reader does: `left` and `right` take apart what stands around a number,
`kinds` decides what kind of claim it is, `subjects` and `spread` which indicators it serves, `scope` where and when it
holds, `omitted` which numbers claim nothing.
"""

from kg.recognisers.metrics.reader import find

__all__ = ["find"]

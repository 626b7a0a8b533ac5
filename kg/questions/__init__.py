"""Named questions: SPARQL with titles, parameters and columns, one file each.

The head of a file says what the question is:

    # group: figures
    # zh: 某地有哪些数字？
    # en: What are all figures of a place?
    # parameter: place | label | 地点 | place | 寿光
    # column: indicator | 指标 | indicator

A parameter has a name, a type (`label`: a name in Chinese, `text`: words to look for, `year`: a year, `number`: a
number), what it is called in Chinese and English, and an example. The query holds for everything; a line such as

    # if placeName: ?placeNode rdfs:label|skos:altLabel ?placeName . ?claim kg:place ?placeNode .

is a comment until the parameter is given: then it is part of the query, with an RDF term in the place of
`?placeName` (the parameter's name with the suffix of its type), so that no value can be read as SPARQL. A line
`# if aName or bName: …` wants one of several. A `LIMIT` far beyond any answer in such a line tells the engine that this
part is small and comes first.
"""

from kg.questions.question import GROUPS, Column, Parameter, Question
from kg.questions.questions import find, load

__all__ = ["GROUPS", "Column", "Parameter", "Question", "find", "load"]

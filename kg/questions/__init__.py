"""Named questions: SPARQL with titles, parameters and columns, one file each.

The head of a file says what the question is:

    # group: figures
    # zh: 某地有哪些数字？
    # en: What are all figures of a place?
    # parameter: place | label | 地点 | place | 寿光
    # column: indicator | 指标 | indicator

A parameter has a name, a type (`label`: a name in Chinese, `text`: words to look for, `year`: a year, `number`: a
number), what it is called in Chinese and English, and an example. In the query it stands as
`VALUES ?placeName { UNDEF }` (its name with the suffix of its type); binding it puts an RDF term there, so that no
value can be read as SPARQL. What follows on the line as `# bound: PATTERN` is asked only of a bound parameter, so that
the engine begins with the one thing that is asked for instead of looking at everything.
"""

from kg.questions.question import GROUPS, Column, Parameter, Question
from kg.questions.questions import find, load

__all__ = ["GROUPS", "Column", "Parameter", "Question", "find", "load"]

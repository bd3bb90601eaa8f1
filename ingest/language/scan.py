"""One pass over a text for everything that looks like a number, and what each one is.

A candidate is either a `Number` (it counts or measures) or passed over by a named rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.language.lexicon import COUNTERS, MEASURES, PLACE_COUNTERS, WEAK_COUNTERS
from ingest.language.numerals import MULTIPLIERS, parse_arabic, parse_chinese


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit. `lead_start` is where its comparator words begin, `full_end` where its counter ends."""

    start: int
    end: int  # of what is written as the value: digits, 万, %, 元
    lead_start: int
    full_end: int
    value: Decimal
    unit: str
    counter: str | None
    comparator: str
    is_bare: bool  # no counter and no unit


@dataclass(frozen=True, slots=True)
class Passed:
    start: int
    end: int
    rule: str


def _alternation(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


_UNITS = _alternation([*MEASURES, *COUNTERS, *PLACE_COUNTERS])
_MULT = "万亿|千万|百万|十万|亿|万|千|百"
_CN = "零一二两三四五六七八九十百千万亿"
_CN_COUNTERS = _alternation(
    [*(w for w in MEASURES if w not in {"年", "度", "方", "分", "%", "周"}), *COUNTERS, *PLACE_COUNTERS]
)
_CANDIDATE = re.compile(
    rf"""(?:(?P<cents>百分之|千分之)(?P<share>\d+(?:\.\d+)?|[{_CN}]+(?:点[{_CN}]+)?))
    |(?P<num>\d{{1,3}}(?:[,，]\d{{3}})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?)\s?
      (?P<a1>[余多来几]|余多)?(?P<mult>{_MULT})?(?P<a2>[余多来几])?\s?(?P<unit>{_UNITS})?
    |(?P<cn>[{_CN}]+)(?P<a3>[余多来几])?(?P<cmult>万|亿)?(?P<a4>余|多)?(?P<cunit>{_CN_COUNTERS})
    |(?P<part>[{_CN}]+)分之(?P<parts>[{_CN}]+)
    |(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![立果效员为功本都品熟份因分套群长才年交绩片形像语天型])
    """,
    re.VERBOSE,
)
_AFTER = re.compile(r"(?P<more>[余多])?(?P<qual>\(?含\)?)?(?P<bound>及?以上|及?以下|以内|之内|左右|上下)?")
_BEFORE = re.compile(
    r"(?:(?P<ge>≥|>=|不得?少于|不得?低于|不小于|至少|最少|最低|不下)|(?P<le>≤|<=|不得?超过|不得?高于|不多于|不大于|最多|至多|最高不超过)"
    r"|(?P<gt>>|超过|突破|高于|多于|大于|(?<![治查控防])逾|(?<![治查控防赶])超)|(?P<lt><|不足|低于|少于|不到|小于|未达到?)"
    r"|(?P<approx>大约|将近|接近|大概|约(?:为|有|计)?|(?<![附最远靠])近))\s?$"
)
# a unit in the brackets behind the label: 罚没金额(万元):331.06
_UNIT_NOTE = re.compile(r"\((?:单位:)?(万元|亿元|元|万件|件|宗|起|人次|次|人|%|家次|家|户|份|个|辆|吨)\)\s*[:为]?\s*$")
_LISTED = re.compile(r"(?:依次|分别|各)(?:是|为|有|达)?:?[\d,.、元件万起宗家%]*$")
_SERVICE_LINE = re.compile(r"(?:12[0-9]{3}|110|119|120|122|114|96\d{3,4}|95\d{3}|400\d{7})")
_LINE_AFTER = re.compile(r"[”\"'》)]*(?:[、,和及/与-]|等|热|电话|平台|工单|市民|政务|政府|服务|投诉|监督|举报|便民|交通|信访|系统|应急|环保|消费|转|派|承|接|受|办|渠道|来电|话务|舆情|诉求|系列|维权|价格|人社|卫生|文化|质量|管理|水上|海上|报警|网|等|热|为民|APP|小程序|微信|的|$)")
_MAX_INTEGER_DIGITS = 18

_DATE_AFTER = re.compile(r"\s?(?:年|年度|月份?|日|号)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}|\d{1,2}时(?:许|整|至|起|\d{1,2}分|,|前|后)")
_TITLE_DATE = re.compile(r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d)")
_MD_DATE = re.compile(r"(?:[1-9]|1[0-2])[.·](?:[1-9]|[12]\d|3[01])(?!\d|%|万|亿)")
_DURATION_IDIOM = re.compile(r"(?:全天候|值守|值班|不断|不间断|热线|在线|监控|应急|轮班|待命|服务|畅通|开通|备勤|全时)")
_SLOGAN_AFTER = re.compile(r"(?:制度|清单|化|体系|机制|维护|确立|自信|意识|融合|统一|责任|规划|行动|工程|战略|原则|要求|目标|必须|坚持|到位|同步|结合|革命|环节|公开|平台|举措|联动|文化|关系|定位)")


def scan(folded: str, quoted: list[tuple[int, int]], titled: list[tuple[int, int]]) -> tuple[list[Number], list[Passed]]:
    """All numbers of a text in order; `quoted` and `titled` are the spans inside short quotes and 《》."""
    numbers: list[Number] = []
    passed: list[Passed] = []
    position = 0
    while True:
        match = _CANDIDATE.search(folded, position)
        if match is None:
            return numbers, passed
        position = match.end() if match.end() > match.start() else match.end() + 1
        found = _classify(folded, match, quoted, titled)
        if found is None:
            continue
        if isinstance(found, Passed):
            passed.append(found)
            position = max(found.end, match.start() + 1)
        else:
            numbers.append(found)
            position = found.full_end


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= at


def _classify(
    text: str, m: re.Match[str], quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> Number | Passed | None:
    start = m.start()
    if m["cents"]:
        return _share(text, m)
    if m["part"]:
        return _fraction(text, m)
    if m["tenths"]:
        return _tenths(text, m)
    if m["cn"]:
        return _chinese(text, m, quoted, titled)
    rule, end = _no_quantity(text, m, quoted, titled)
    if rule:
        return Passed(start, end, rule)
    unit_word = m["unit"]
    if unit_word == "周年":
        return Passed(start, m.end(), "anniversary")
    mult = m["mult"]
    if unit_word == "年" and not (m["a1"] or m["a2"]) and len(m["num"]) > 2:
        return Passed(start, m.end(), "date")
    value = parse_arabic(m["num"].replace("，", ","))
    if len(m["num"]) > _MAX_INTEGER_DIGITS + 4 or value >= Decimal(10) ** 14:
        return Passed(start, m.end("num"), "identifier")
    return _finish(text, start, m, value, mult, unit_word, m["a1"] or m["a2"])


def _finish(
    text: str, start: int, m: re.Match[str], value: Decimal, mult: str | None, word: str | None, more: str | None
) -> Number | Passed:
    end = m.end("mult") if mult and m.re is _CANDIDATE and m["num"] else m.end("num") if m["num"] else m.end("cn")
    if m["cn"] and m["cmult"]:
        end = m.end("cmult")
    if mult:
        value *= MULTIPLIERS[mult]
    unit, counter = "count", word
    if word in MEASURES:
        unit, factor = MEASURES[word]
        value *= factor
        end = m.end()
        counter = None if unit == "ratio" else word
    if word is None and not mult and (note := _UNIT_NOTE.search(text[max(0, start - 14) : start])):
        base = note[1]
        if base[0] in "万亿" and len(base) > 1:
            value *= MULTIPLIERS[base[0]]
            base = base[1:]
        counter = base
        if base in MEASURES:
            unit, factor = MEASURES[base]
            value *= factor
            counter = None if unit == "ratio" else base
    full_end = m.end() if word else end
    if not word and more and end < m.end():
        full_end = m.end()
    after = _AFTER.match(text, full_end)
    bound = None
    if after:
        bound = after["bound"]
        if after["more"] and (after["bound"] or _boundary(text, after.end("more"))):
            more = more or after["more"]
            full_end = after.end("more")
        if bound:
            full_end = after.end("bound")
    before = _BEFORE.search(text, max(0, start - 8), start)
    lead = before.start() if before else start
    if bound and bound[-2:] in {"以上", "以下", "以内"} and _is_threshold(text, start, full_end, unit):
        return Passed(start, end, "threshold")
    return Number(
        start, end, lead, full_end, value, unit, counter, _comparator(before, more, bound), word is None and not mult
    )


def _comparator(before: re.Match[str] | None, more: str | None, bound: str | None) -> str:
    group = before.lastgroup if before else None
    if group in {"ge", "le", "lt"}:
        return str(group)
    if bound:
        if bound.endswith("以上"):
            return "ge"
        return "approx" if bound in {"左右", "上下"} else "le"
    if group == "approx" or more in {"来", "几"}:
        return "approx"
    if group == "gt" or more:
        return "gt"
    return "eq"


def _boundary(text: str, at: int) -> bool:
    return at >= len(text) or not ("\u4e00" <= text[at] <= "\u9fff") or text[at] in "的"


def _is_threshold(text: str, start: int, end: int, unit: str) -> bool:
    """1万元以上案件579起: a bound that sorts what is counted next is no quantity."""
    tail = re.match(r"[^,;。:!?()\n]{0,30}", text[end : end + 30])
    rest = tail[0] if tail else ""
    if re.match(r"(?:的)?\)[^,;。]{0,8}\d", text[end : end + 14]):
        return True
    if not rest or rest[0] in "、”\"" or rest.startswith(("的目标", "目标", "水平", "标准")):
        return False
    if unit == "ratio":
        return bool(re.match(r"的?[^\d]{1,14}\d", rest)) and "达" not in rest[:4]
    if unit in {"CNY", "tonne", "m", "m2", "km", "age", "day", "hour", "month", "year", "times"}:
        return True
    return bool(re.match(r"的?[^\d、]{2,16}\d", rest)) or bool(re.match(r"(?:的|重大|行政|企业|案件|单位|法院)", rest))


def _share(text: str, m: re.Match[str]) -> Number | None:
    written = m["share"]
    if "点" in written:
        whole, part = written.split("点", 1)
        w, p = parse_chinese(whole), parse_chinese(part)
        value = None if w is None or p is None else Decimal(f"{w}.{p:0>{len(part)}}")
    else:
        value = parse_arabic(written) if written[0].isdigit() else parse_chinese(written)
    if value is None:
        return None
    value *= Decimal("0.01") if m["cents"] == "百分之" else Decimal("0.001")
    return _plain(text, m.start(), m.end(), value, "ratio", None)


def _fraction(text: str, m: re.Match[str]) -> Number | None:
    below, above = parse_chinese(m["part"]), parse_chinese(m["parts"])
    if not below or above is None:
        return None
    value = (above / below).quantize(Decimal("0.00000001"))
    return _plain(text, m.start(), m.end(), value, "ratio", None)


def _tenths(text: str, m: re.Match[str]) -> Number | None:
    before = _BEFORE.search(text, max(0, m.start() - 8), m.start())
    after = _AFTER.match(text, m.end())
    if not before and not (after and (after["bound"] or after["more"])) and not text[max(0, m.start() - 2) : m.start()].endswith(("占", "达", "到", "少了", "多了", "降了", "升了", "增长", "下降", "减少", "增加", "上升", "少", "降")):
        return None
    tenths = parse_chinese(m["tenths"])
    if tenths is None:
        return None
    rest = Decimal(5) if m["half"] == "半" else parse_chinese(m["half"] or "零")
    value = tenths / 10 + (rest or Decimal(0)) / 100
    return _plain(text, m.start(), m.end(), value, "ratio", None)


def _plain(text: str, start: int, end: int, value: Decimal, unit: str, counter: str | None) -> Number:
    before = _BEFORE.search(text, max(0, start - 8), start)
    after = _AFTER.match(text, end)
    bound = after["bound"] if after else None
    more = after["more"] if after else None
    full_end = after.end() if after and (bound or more) else end
    return Number(start, end, before.start() if before else start, full_end, value, unit, counter, _comparator(before, more, bound), False)


def _chinese(
    text: str, m: re.Match[str], quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> Number | Passed | None:
    """A Chinese numeral counts only with a counter, and not in slogans, ordinals and idioms."""
    start, written, word = m.start("cn"), m["cn"], m["cunit"]
    previous = text[start - 1] if start else ""
    if previous in "第初周星数几每某进统唯之" or previous.isascii() and previous.isalnum():
        return Passed(start, m.end(), "ordinal") if previous == "第" else None
    if _within(titled, start):
        return Passed(start, m.end(), "title")
    if _within(quoted, start):
        return Passed(start, m.end(), "quoted_name")
    value = parse_chinese(written)
    if value is None or written[0] in "万亿百千" and len(written) == 1 and not _BEFORE.search(text, max(0, start - 8), start):
        return None
    before = _BEFORE.search(text, max(0, start - 8), start)
    rest = text[m.end() : m.end() + 6]
    ends = _boundary(text, m.end()) and not rest.startswith("的")
    more = m["a3"] or m["a4"]
    if written == "一" and not before:
        if previous in "有仅只" and ends or text[max(0, start - 2) : start] in {"其中", "重大"}:
            pass
        elif word in {"起", "件", "例", "宗"} and text[max(0, start - 3) : start].endswith(("发生", "有", "无", "没有")):
            return Passed(start, m.end(), "indefinite")
        else:
            return Passed(start, m.end(), "indefinite")
    if word in WEAK_COUNTERS and not before and not more:
        if not ends or not ("\u4e00" <= previous <= "\u9fff") or value < 10 and previous in "这那以等前后上下":
            return Passed(start, m.end(), "slogan")
        if word in {"面", "方面", "层", "节", "道", "把", "头", "包", "集", "气", "身", "点", "批", "级", "步", "轮"}:
            return Passed(start, m.end(), "slogan")
    if word in {"日", "月", "号"}:
        return Passed(start, m.end(), "date")
    if word in MEASURES and MEASURES[word][0] in {"year", "age", "points", "day"} and _SLOGAN_AFTER.match(rest):
        return Passed(start, m.end(), "slogan")
    mult = m["cmult"]
    return _finish(text, start, m, value, mult, word, more)


def _no_quantity(
    text: str, m: re.Match[str], quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> tuple[str | None, int]:
    """The named rule by which an Arabic number is no quantity, and where what it names ends."""
    start, end, num = m.start("num"), m.end("num"), m["num"]
    previous = text[start - 1] if start else "\n"
    following = text[end : end + 1]
    if previous == "第" or previous == " " and start > 1 and text[start - 2] == "第":
        return "ordinal", end
    if _within(titled, start):
        return "title", end
    clock = _CLOCK.match(text, start)
    if clock and (":" in clock[0] or m["unit"] is None):
        return "clock", clock.end()
    dated = _TITLE_DATE.match(text, start)
    if dated and len(num.split(".")[0]) == 4 and 1949 <= int(num[:4]) <= 2060 and "." not in num:
        return "date", dated.end()
    if previous == "[" or following == "]":
        return "document_number", end
    if previous == "]" or following == "号":
        return ("document_number" if previous in "]第" or following == "号" else "ordinal"), end
    if previous.isascii() and previous.isalpha() or previous in "×*#＃№":
        return "code", end
    if previous == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum() and not m["unit"]:
        return _after_hyphen(text, start, end)
    after = _DATE_AFTER.match(text, end)
    if after:
        word = after[0].strip()
        integer = num.replace(",", "")
        if word.startswith("年") and len(integer) == 4 and integer[:2] in {"19", "20"}:
            return "date", after.end()
        if word in {"月", "月份"} and len(integer) <= 2:
            return "date", after.end()
        if word in {"日", "号"} and len(integer) <= 2:
            return "date", after.end()
    if re.match(r"(?:-|~|至|到|—)\d{1,2}月(?!龄)", text[end : end + 6]):
        return "date", end
    if re.match(r"(?:-|~|至|到|、)(?:19|20)\d\d年", text[end : end + 7]) and re.fullmatch(r"(?:19|20)\d\d", num):
        return "date", end
    if re.match(r"(?:-|~|至|到)\d{1,2}日", text[end : end + 5]) and len(num) <= 2:
        return "date", end
    if re.match(r"[一-鿿]?版|G(?![A-Za-z])|[×xX]\d|\.\d+版", text[end : end + 4]) or previous in "Vv":
        return "version", end
    if re.match(r"条(?:第|规定|之)|款(?:第|规定)", text[end : end + 3]):
        return "law_article", end
    if _SERVICE_LINE.fullmatch(num) and m["unit"] is None and m["mult"] is None and (_LINE_AFTER.match(text, end) or previous in "“\"'"):
        return "service_line", end
    if _within(quoted, start):
        return "quoted_name", end
    if m["unit"] in {"小时", "天"} and _DURATION_IDIOM.match(text, m.end()) and not re.match(r"\d{1,3}$", num[3:] or "x"):
        return "duration_idiom", m.end()
    if m["unit"] == "小时" and num == "24":
        return "duration_idiom", m.end()
    if m["unit"] is None and m["mult"] is None:
        return _bare(text, start, end, num)
    return None, end


def _after_hyphen(text: str, start: int, end: int) -> tuple[str | None, int]:
    return "code", end


def _bare(text: str, start: int, end: int, num: str) -> tuple[str | None, int]:
    """A number without counter or unit counts only right behind the words that it counts, before a delimiter."""
    previous = text[start - 1] if start else "\n"
    following = text[end] if end < len(text) else "\n"
    digits = num.replace(",", "").split(".")[0]
    if _MD_DATE.match(text, start) and following in "”\"国宪全世专法":
        return "date", end
    if following in ".、)" and previous in "\n" or following in "." and previous == " ":
        return "list_number", end
    if following in "-~/:×+" or previous in "-~/:+.@_":
        return "code", end
    if following.isascii() and following.isalpha():
        return "code", end
    if len(digits) >= 8 and "," not in num:
        return "identifier", end
    if re.fullmatch(r"(?:19|20)\d\d", num):
        return "date", end
    if previous in "、:" and following in ",;。、)\n" and _LISTED.search(text[max(0, start - 48) : start]):
        return None, end
    label = re.search(r"[\u4e00-\u9fff”\"%)](?:[:(]|(?:为|是|有|共|约|近|达|仅|各)+)?$", text[max(0, start - 6) : start])
    if not label or previous in "年月日第在至到从、,以":
        return "bare_number", end
    if following in ",;。、)\n|" or following == " " or text[end : end + 1] in {"和", "及", "与"} or following == "多":
        return None, end
    return "bare_number", end

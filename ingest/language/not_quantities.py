"""Numbers that count and measure nothing, each by a named rule: dates, ordinals, codes, document numbers, thresholds."""

from __future__ import annotations

import re
from typing import Final

# lines that are named without a word behind them: 已并入12345
_LINES: Final = frozenset(
    "12345 12328 12315 12369 12350 12333 12348 12388 12319 12358 12318 12317 12389 12395".split()
)
_LISTED: Final = re.compile(r"(?:依次|分别|各)(?:是|为|有|达)?:?[\d,.、元件万起宗家%]*\Z")
_SERVICE_LINE: Final = re.compile(r"(?:12[0-9]{3}|110|119|120|122|114|96\d{3,4}|95\d{3}|400\d{7})")
_LINE_AFTER: Final = re.compile(
    r"[”\"'》)]*(?:[、,和及/与-]|等|热|电话|平台|工单|市民|政务|政府|服务|投诉|监督|举报|便民|交通|信访|系统|应急|环保|消费|转|派|承|接|受|办|渠道|来电|话务|舆情|诉求|系列|维权|价格|人社|卫生|文化|质量|管理|水上|海上|报警|网|等|热|为民|APP|小程序|微信|的|$)"
)
_DATE_AFTER: Final = re.compile(r"[ ]?(?:年|年度|月份?|日|号)")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}|\d{1,2}时(?:许|整|至|起|\d{1,2}分|,|前|后)")
_TITLE_DATE: Final = re.compile(r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d)")
_MD_DATE: Final = re.compile(r"(?:[1-9]|1[0-2])[.·](?:[1-9]|[12]\d|3[01])(?!\d|%|万|亿)")
_DURATION_IDIOM: Final = re.compile(
    r"(?:全天候|值守|值班|不断|不间断|热线|在线|监控|应急|轮班|待命|服务|畅通|开通|备勤|全时)"
)
_DOTTED_DATE: Final = re.compile(r"(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?![\d.])")
_SHORT: Final = re.compile(r"\d{1,3}$")
_CLOCK_MARKS: Final = frozenset(":时")
_DATE_DASHES: Final = frozenset("-./")
_DATE_MARKS: Final = frozenset("年月日号")
_RANGE_MARKS: Final = frozenset("-~至到—、")
_TO_MONTH: Final = re.compile(r"(?:-|~|至|到|—)\d{1,2}月(?!龄)")
_TO_YEAR: Final = re.compile(r"(?:-|~|至|到|、)(?:19|20)\d\d年")
_TO_DAY: Final = re.compile(r"(?:-|~|至|到)\d{1,2}日")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_CENTURIES: Final = frozenset(["19", "20"])
_VERSION: Final = re.compile(r"[一-鿿]?版|G(?![A-Za-z])|[×xX]\d|\.\d+版")
_VERSION_MARKS: Final = frozenset("G×xX")
_ARTICLE: Final = re.compile(r"条(?:第|规定|之)|款(?:第|规定)")
_ARTICLE_MARKS: Final = frozenset("条款")
_MD_FOLLOWING: Final = frozenset('”"国宪全世专法')
_COUNTED_BEFORE: Final = re.compile(r"[\u4e00-\u9fff”\"%)](?:[:(]|(?:为|是|有|共|约|近|达|仅|各)+)?\Z")
_NAMED: Final = re.compile(r"[\u4e00-\u9fff)]:\Z")
# what stands before the number of a telephone, of a letter or of a file
_CONTACT: Final = re.compile(
    r"(?:电话|手机|传真|热线|联系方式|邮编|邮政编码|编号|文号|索引号|代码|账号|号码|证号|QQ|微信|附件|版本)[为是:]{0,2}(?:\d{3,4}-)?\Z"
)
_AFTER_BARE: Final = frozenset(",;。、()\n| 和及与多")
_AHEAD: Final = re.compile(r"[^,;。:!?()\n]{0,30}")
_BRACKET_AHEAD: Final = re.compile(r"(?:的)?\)[^,;。]{0,8}\d")
_RATE_AHEAD: Final = re.compile(r"的?[^\d]{1,14}\d")
_COUNT_AHEAD: Final = re.compile(r"的?[^\d、]{2,16}\d")
_SORTED_AHEAD: Final = re.compile(r"(?:的|重大|行政|企业|案件|单位|法院)")
_SIZE_UNITS: Final = frozenset(
    ["CNY", "tonne", "m", "m2", "km", "age", "day", "hour", "month", "year", "times"]
)


class Spans:
    """Spans of a text, in order, none overlapping another."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)

    def hold(self, at: int) -> bool:
        """Whether `at` lies in one of them."""
        # compiled, this is five times as fast as to call `bisect`
        starts, low, high = self._starts, 0, len(self._starts)
        while low < high:
            middle = (low + high) >> 1
            if starts[middle] <= at:
                low = middle + 1
            else:
                high = middle
        return low > 0 and at < self._ends[low - 1]


def passing_rule(
    text: str,
    start: int,
    end: int,
    stop: int,
    digits: str,
    multiplier: str | None,
    unit: str | None,
    quoted: Spans,
    titled: Spans,
) -> tuple[str | None, int]:
    """The named rule by which an Arabic number is no quantity, and where what it names ends.

    The digits stand at start:end, perhaps with 万 and a unit behind them, up to `stop`. Most patterns here begin
    with a fixed character: it is compared first, since most numbers pass none.
    """
    previous = text[start - 1] if start else "\n"
    following = text[end : end + 1]
    if previous == "第" or (previous == " " and start > 1 and text[start - 2] == "第"):
        return "ordinal", end
    if titled.hold(start):
        return "title", end
    if (
        following in _CLOCK_MARKS
        and (clock := _CLOCK.match(text, start))
        and (":" in clock[0] or unit is None)
    ):
        return "clock", clock.end()
    if "." in digits and digits[:2] in _CENTURIES and (dotted := _DOTTED_DATE.match(text, start)):
        return "date", dotted.end()
    is_year = len(digits) == 4 and following in _DATE_DASHES and "." not in digits
    if is_year and 1949 <= int(digits) <= 2060 and (dated := _TITLE_DATE.match(text, start)):
        return "date", dated.end()
    if previous == "[" or following == "]":
        return "document_number", end
    if previous == "]" or following == "号":
        return "document_number", end
    if (previous.isascii() and previous.isalpha()) or previous in "×*#＃№":
        return "code", end
    if (
        previous == "-"
        and following not in _DATE_MARKS
        and unit is None
        and start > 1
        and text[start - 2].isascii()
        and text[start - 2].isalnum()
    ):
        return "identifier" if _CONTACT.search(text, max(0, start - 14), start) else "code", end
    if (dated_to := _date_end(text, end, digits, following)) is not None:
        return "date", dated_to
    ahead = text[end : end + 4]
    if ("版" in ahead or following in _VERSION_MARKS) and _VERSION.match(ahead):
        return "version", end
    if following in _ARTICLE_MARKS and _ARTICLE.match(text, end, end + 3):
        return "law_article", end
    is_bare = unit is None and multiplier is None
    if multiplier is None and _is_service_line(text, digits, unit, previous, end):
        return "service_line", end
    if quoted.hold(start):
        return "quoted_name", end
    if unit in {"年", "个月", "届", "次"} and text[max(0, start - 2) : start] == "连续":
        return "duration_idiom", stop
    if unit == "小时" and digits == "24":
        return "duration_idiom", stop
    if unit in {"小时", "天"} and _DURATION_IDIOM.match(text, stop) and not _SHORT.match(digits[3:] or "x"):
        return "duration_idiom", stop
    return (_bare(text, start, end, digits, previous, following or "\n"), end) if is_bare else (None, end)


def _date_end(text: str, end: int, digits: str, following: str) -> int | None:
    """Where a date ends whose number ends at `end`: behind its 年, 月 or 日, or at the 至 of a span of dates."""
    if following in _DATE_MARKS or following == " ":
        after = _DATE_AFTER.match(text, end)
        if after:
            word = after[0].strip()
            integer = digits.replace(",", "")
            if word[0] == "年":
                if len(integer) == 4 and integer[:2] in _CENTURIES:
                    return after.end()
            elif len(integer) <= 2:
                return after.end()
    if following in _RANGE_MARKS:
        if _TO_MONTH.match(text, end, end + 6):
            return end
        if _TO_YEAR.match(text, end, end + 7) and _YEAR.fullmatch(digits):
            return end
        if len(digits) <= 2 and _TO_DAY.match(text, end, end + 5):
            return end
    return None


def _is_service_line(text: str, digits: str, unit: str | None, previous: str, end: int) -> bool:
    """12345, 12328, 110 ...: the number of a telephone line, by what stands around it."""
    if len(digits) < 3 or digits[0] not in "149" or _SERVICE_LINE.fullmatch(digits) is None:
        return False
    if unit is not None and not text.startswith(("市民", "市长"), end):
        return False
    return (
        (unit is None and digits in _LINES) or previous in "“\"'" or _LINE_AFTER.match(text, end) is not None
    )


def _bare(text: str, start: int, end: int, digits: str, previous: str, following: str) -> str | None:
    """A number without counter or unit counts only right behind the words that it counts, before a delimiter."""
    if following in _MD_FOLLOWING and _MD_DATE.match(text, start):
        return "date"
    if (following in ".、)" and previous == "\n") or (following == "." and previous == " "):
        return "list_number"
    if _CONTACT.search(text, max(0, start - 14), start):
        return "identifier"
    if (
        following in "-~/:×+"
        or previous in "-~/+.@_"
        or (previous == ":" and not _NAMED.search(text, max(0, start - 2), start))
    ):
        return "code"
    if following.isascii() and following.isalpha():
        return "code"
    if len(digits) >= 8 and "," not in digits and len(digits.split(".")[0]) >= 8:
        return "identifier"
    if digits[:2] in _CENTURIES and _YEAR.fullmatch(digits):
        return "date"
    if previous in "、:" and following in ",;。、()\n" and _LISTED.search(text[max(0, start - 48) : start]):
        return None
    is_led_to = previous in "年月日第在至到从、,以" and not text.startswith("达到", start - 2)
    if is_led_to or following not in _AFTER_BARE:
        return "bare_number"
    return None if _COUNTED_BEFORE.search(text[max(0, start - 6) : start].rstrip()) else "bare_number"


def is_threshold(text: str, start: int, end: int, unit: str) -> bool:
    """1万元以上案件579起: a bound that sorts what is counted next is no quantity."""
    tail = _AHEAD.match(text, end, end + 30)
    rest = tail[0] if tail else ""
    if _BRACKET_AHEAD.match(text, end, end + 14):
        return True
    if not rest or rest[0] in '、”"' or rest.startswith(("的目标", "目标", "水平", "标准")):
        return False
    if unit == "ratio":
        return bool(_RATE_AHEAD.match(rest)) and "达" not in rest[:4]
    if unit in _SIZE_UNITS:
        return True
    return bool(_COUNT_AHEAD.match(rest)) or bool(_SORTED_AHEAD.match(rest))

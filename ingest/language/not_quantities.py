"""Numbers that count and measure nothing, each by a named rule: dates, ordinals, codes, document numbers, thresholds."""

from __future__ import annotations

import re

_LISTED = re.compile(r"(?:依次|分别|各)(?:是|为|有|达)?:?[\d,.、元件万起宗家%]*$")
_SERVICE_LINE = re.compile(r"(?:12[0-9]{3}|110|119|120|122|114|96\d{3,4}|95\d{3}|400\d{7})")
_LINE_AFTER = re.compile(
    r"[”\"'》)]*(?:[、,和及/与-]|等|热|电话|平台|工单|市民|政务|政府|服务|投诉|监督|举报|便民|交通|信访|系统|应急|环保|消费|转|派|承|接|受|办|渠道|来电|话务|舆情|诉求|系列|维权|价格|人社|卫生|文化|质量|管理|水上|海上|报警|网|等|热|为民|APP|小程序|微信|的|$)"
)
_DATE_AFTER = re.compile(r"[ ]?(?:年|年度|月份?|日|号)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}|\d{1,2}时(?:许|整|至|起|\d{1,2}分|,|前|后)")
_TITLE_DATE = re.compile(r"\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d)")
_MD_DATE = re.compile(r"(?:[1-9]|1[0-2])[.·](?:[1-9]|[12]\d|3[01])(?!\d|%|万|亿)")
_DURATION_IDIOM = re.compile(
    r"(?:全天候|值守|值班|不断|不间断|热线|在线|监控|应急|轮班|待命|服务|畅通|开通|备勤|全时)"
)


def within(spans: list[tuple[int, int]], at: int) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= at


def passing_rule(
    text: str, m: re.Match[str], quoted: list[tuple[int, int]], titled: list[tuple[int, int]]
) -> tuple[str | None, int]:
    """The named rule by which an Arabic number is no quantity, and where what it names ends."""
    start, end, num = m.start("num"), m.end("num"), m["num"]
    previous = text[start - 1] if start else "\n"
    following = text[end : end + 1]
    if previous == "第" or (previous == " " and start > 1 and text[start - 2] == "第"):
        return "ordinal", end
    if within(titled, start):
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
    if (previous.isascii() and previous.isalpha()) or previous in "×*#＃№":
        return "code", end
    if (
        previous == "-"
        and start > 1
        and text[start - 2].isascii()
        and text[start - 2].isalnum()
        and not m["unit"]
    ):
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
    if re.match(r"(?:-|~|至|到|、)(?:19|20)\d\d年", text[end : end + 7]) and re.fullmatch(
        r"(?:19|20)\d\d", num
    ):
        return "date", end
    if re.match(r"(?:-|~|至|到)\d{1,2}日", text[end : end + 5]) and len(num) <= 2:
        return "date", end
    if re.match(r"[一-鿿]?版|G(?![A-Za-z])|[×xX]\d|\.\d+版", text[end : end + 4]) or previous in "Vv":
        return "version", end
    if re.match(r"条(?:第|规定|之)|款(?:第|规定)", text[end : end + 3]):
        return "law_article", end
    if (
        _SERVICE_LINE.fullmatch(num)
        and (m["unit"] is None or text.startswith(("市民", "市长"), end))
        and m["mult"] is None
        and (_LINE_AFTER.match(text, end) or previous in "“\"'")
    ):
        return "service_line", end
    if within(quoted, start):
        return "quoted_name", end
    if (
        m["unit"] in {"小时", "天"}
        and _DURATION_IDIOM.match(text, m.end())
        and not re.match(r"\d{1,3}$", num[3:] or "x")
    ):
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
    if _MD_DATE.match(text, start) and following in '”"国宪全世专法':
        return "date", end
    if (following in ".、)" and previous in "\n") or (following in "." and previous == " "):
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
    label = re.search(
        r"[\u4e00-\u9fff”\"%)](?:[:(]|(?:为|是|有|共|约|近|达|仅|各)+)?$", text[max(0, start - 6) : start]
    )
    if not label or previous in "年月日第在至到从、,以":
        return "bare_number", end
    if (
        following in ",;。、)\n|"
        or following == " "
        or text[end : end + 1] in {"和", "及", "与"}
        or following == "多"
    ):
        return None, end
    return "bare_number", end


def is_threshold(text: str, start: int, end: int, unit: str) -> bool:
    """1万元以上案件579起: a bound that sorts what is counted next is no quantity."""
    tail = re.match(r"[^,;。:!?()\n]{0,30}", text[end : end + 30])
    rest = tail[0] if tail else ""
    if re.match(r"(?:的)?\)[^,;。]{0,8}\d", text[end : end + 14]):
        return True
    if not rest or rest[0] in '、”"' or rest.startswith(("的目标", "目标", "水平", "标准")):
        return False
    if unit == "ratio":
        return bool(re.match(r"的?[^\d]{1,14}\d", rest)) and "达" not in rest[:4]
    if unit in {"CNY", "tonne", "m", "m2", "km", "age", "day", "hour", "month", "year", "times"}:
        return True
    return bool(re.match(r"的?[^\d、]{2,16}\d", rest)) or bool(
        re.match(r"(?:的|重大|行政|企业|案件|单位|法院)", rest)
    )

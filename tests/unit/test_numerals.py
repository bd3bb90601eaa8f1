"""Numerals: Arabic, full-width, Chinese, with 万 and 亿, as shares; their exact value and place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.numerals import parse_arabic, parse_chinese
from tests.unit.language_kit import exactly, the

_DIGITS = "零一二三四五六七八九"
_SMALL = ("千", "百", "十", "")


def _below_ten_thousand(number: int) -> str:
    out = ""
    for digit, unit in zip(f"{number:04d}", _SMALL, strict=True):
        if digit != "0":
            out += _DIGITS[int(digit)] + unit
        elif out and not out.endswith("零"):
            out += "零"
    return out.rstrip("零")


def write_chinese(number: int) -> str:
    """A whole number under 10 ** 12 as it is written out: 10500 is 一万零五百."""
    out = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, size)
        if part:
            gap = out and part < 1000
            out += ("零" if gap else "") + _below_ten_thousand(part) + name
    return out or "零"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_that_is_written_out_reads_as_itself(number: int) -> None:
    assert parse_chinese(write_chinese(number)) == number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("零", 0, id="nought"),
        pytest.param("十", 10, id="ten-alone"),
        pytest.param("十二", 12, id="ten-opens"),
        pytest.param("二十", 20, id="tens"),
        pytest.param("三百零五", 305, id="nought-bridges-a-gap"),
        pytest.param("两千", 2000, id="two-as-a-counter"),
        pytest.param("一千零一", 1001, id="nought-bridges-two-gaps"),
        pytest.param("一百二", 120, id="bare-digit-takes-the-next-unit-tens"),
        pytest.param("三千六", 3600, id="bare-digit-takes-the-next-unit-hundreds"),
        pytest.param("一万二", 12_000, id="bare-digit-takes-the-next-unit-thousands"),
        pytest.param("一百零二", 102, id="nought-before-a-digit-keeps-it-one"),
        pytest.param("三千五百万", 35_000_000, id="thousands-of-ten-thousands"),
        pytest.param("千万", 10_000_000, id="a-unit-alone-is-one"),
        pytest.param("一亿零五十万", 100_500_000, id="hundred-millions"),
        pytest.param("一万亿", 10**12, id="ten-thousand-hundred-millions"),
        pytest.param("二零二三", 2023, id="digit-by-digit"),
    ],
)
def test_chinese_numerals(written: str, value: int) -> None:
    assert parse_chinese(written) == value


@pytest.mark.parametrize("written", ["三二十", "万", "亿", "十年", "1千", "五六百"])
def test_what_is_no_chinese_numeral_has_no_value(written: str) -> None:
    assert parse_chinese(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("1,234.5", "1234.5", id="thousands-separator"),
        pytest.param("12,345,678", "12345678", id="two-separators"),
        pytest.param("0366", "366", id="leading-nought"),
        pytest.param("99.60", "99.60", id="decimals"),
    ],
)
def test_arabic_numerals(written: str, value: str) -> None:
    assert parse_arabic(written) == Decimal(value)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        pytest.param("全年办理行政处罚案件⟦1208⟧件。", "1208", id="plain"),
        pytest.param("全年办理行政处罚案件⟦1,208⟧件。", "1208", id="thousands-separator"),
        pytest.param("全年办理行政处罚案件⟦12，086⟧件。", "12086", id="full-width-thousands-separator"),
        pytest.param("全年办理行政处罚案件⟦１２０８⟧件。", "1208", id="full-width-digits"),
        pytest.param("全年受理群众来电⟦1.2万⟧件。", "12000", id="ten-thousands"),
        pytest.param("全年受理群众来电⟦１．２万⟧件。", "12000", id="full-width-point"),
        pytest.param("全年出动执法人员⟦3千⟧人次。", "3000", id="thousands"),
        pytest.param("全省车辆通行⟦2.05亿⟧辆次。", "205000000", id="hundred-millions"),
        pytest.param("全年办理行政处罚案件⟦三百六十五⟧件。", "365", id="chinese"),
        pytest.param("全年办理行政处罚案件⟦两千零八⟧件。", "2008", id="chinese-two"),
        pytest.param("全年出动执法人员⟦一万两千⟧人次。", "12000", id="chinese-ten-thousands"),
        pytest.param("全年出动执法人员⟦3万⟧余人次。", "30000", id="more-stands-outside"),
        pytest.param("全年卸载货物⟦1256.70吨⟧。", "1256.7", id="trailing-nought"),
        pytest.param("全年查处案件 ⟦86⟧ 件。", "86", id="spaces-around"),
        pytest.param("全年查处案件⟦〇⟧件。", "0", id="round-nought"),
    ],
)
def test_a_number_is_read_where_it_stands(sentence: str, value: str) -> None:
    (quantity,) = exactly(sentence)
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        pytest.param("按时办结率⟦99.6%⟧。", "0.996", "ratio", id="percent"),
        pytest.param("按时办结率⟦99.6％⟧。", "0.996", "ratio", id="full-width-percent"),
        pytest.param("群众满意率达到⟦百分之九十八⟧。", "0.98", "ratio", id="hundredths-in-words"),
        pytest.param("群众满意率达到⟦百分之九十八点五⟧。", "0.985", "ratio", id="hundredths-with-a-point"),
        pytest.param("群众满意率达到⟦百分之98.5⟧。", "0.985", "ratio", id="hundredths-with-digits"),
        pytest.param("群众满意率为⟦百分之百⟧。", "1", "ratio", id="hundred-hundredths"),
        pytest.param("超限率为⟦3.2‰⟧。", "0.0032", "ratio", id="thousandths"),
        pytest.param("简易程序案件占⟦三分之二⟧。", "0.66666667", "ratio", id="fraction"),
        pytest.param("非现场案件约占⟦六成⟧。", "0.6", "ratio", id="tenths"),
        pytest.param("非现场案件约占⟦六成半⟧。", "0.65", "ratio", id="tenths-and-a-half"),
        pytest.param("罚款⟦81.3万元⟧。", "813000", "CNY", id="ten-thousand-yuan"),
        pytest.param("罚款⟦1.05亿元⟧。", "105000000", "CNY", id="hundred-million-yuan"),
        pytest.param("罚款⟦217,260元⟧。", "217260", "CNY", id="yuan"),
        pytest.param("罚款⟦3千元⟧。", "3000", "CNY", id="thousand-yuan"),
        pytest.param("罚款⟦八万六千元⟧。", "86000", "CNY", id="chinese-yuan"),
        pytest.param("罚款⟦813000元人民币⟧。", "813000", "CNY", id="yuan-renminbi"),
        pytest.param("人均参训⟦60学时⟧。", "60", "hour", id="study-hours"),
        pytest.param("人均参训⟦六十个学时⟧。", "60", "hour", id="study-hours-in-words"),
        pytest.param("人均参训⟦24课时⟧。", "24", "hour", id="lesson-hours"),
        pytest.param("卸载货物⟦3.6万吨⟧。", "36000", "tonne", id="ten-thousand-tonnes"),
        pytest.param("查获油料⟦850公斤⟧。", "0.85", "tonne", id="kilograms"),
    ],
)
def test_a_measure_is_given_in_its_base_unit(sentence: str, value: str, unit: str) -> None:
    (quantity,) = exactly(sentence)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("sentence", "counter"),
    [
        pytest.param("查处违法案件⟦36⟧起。", "起", id="one-character"),
        pytest.param("出动执法人员⟦420⟧人次。", "人次", id="person-times"),
        pytest.param("检查企业⟦95⟧家次。", "家次", id="house-times"),
        pytest.param("检查船舶⟦44⟧艘次。", "艘次", id="boat-times"),
        pytest.param("受理工单⟦1.3万⟧件。", "件", id="behind-a-multiplier"),
        pytest.param("出动执法人员⟦三千⟧余人次。", "人次", id="behind-more"),
        pytest.param("发放资料⟦5000⟧余份。", "份", id="behind-more-of-digits"),
        pytest.param("发放资料⟦5⟧ 册。", "册", id="behind-a-space"),
    ],
)
def test_a_counter_is_kept_as_written_and_is_no_part_of_the_number(sentence: str, counter: str) -> None:
    quantity = the(sentence)
    assert (quantity.unit, quantity.counter) == ("count", counter)


def test_a_share_has_no_counter() -> None:
    assert the("按时办结率⟦99.6%⟧。").counter is None

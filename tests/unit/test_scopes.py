"""Scopes and subjects: the whole system's figure, the agency's own, or another body's; and campaigns."""

from __future__ import annotations

import pytest

from ingest.records import Masthead
from tests.unit.language_kit import NEWS, NO_MASTHEAD, REPORT, each, the

CITY = Masthead(
    title="江平市城市管理局2023年法治政府建设年度报告",
    issuer_name="江平市城市管理局",
    report_kind="annual_report",
    report_year=2023,
)


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        pytest.param("全市办理案件⟦36⟧件。", "system", id="city"),
        pytest.param("全县共办理案件⟦36⟧件。", "system", id="county"),
        pytest.param("全省共办理案件⟦36⟧件。", "system", id="province"),
        pytest.param("全区共办理案件⟦36⟧件。", "system", id="district"),
        pytest.param("全州共办理案件⟦36⟧件。", "system", id="prefecture"),
        pytest.param("全系统办理案件⟦36⟧件。", "system", id="system"),
        pytest.param("全市交通运输系统办理案件⟦36⟧件。", "system", id="system-of-a-city"),
        pytest.param("市县两级办理案件⟦36⟧件。", "system", id="two-levels"),
        pytest.param("各县（市、区）办理案件⟦36⟧件。", "system", id="counties"),
        pytest.param("2023年，全市办理案件⟦36⟧件。", "system", id="behind-a-date"),
        pytest.param("全市强化执法，全年办理案件⟦36⟧件。", "system", id="said-in-the-clause-before"),
        pytest.param("我局办理案件⟦36⟧件。", "own", id="our-bureau"),
        pytest.param("本局办理案件⟦36⟧件。", "own", id="this-bureau"),
        pytest.param("我委办理案件⟦36⟧件。", "own", id="our-commission"),
        pytest.param("市本级办理案件⟦36⟧件。", "own", id="the-level-itself"),
        pytest.param("我大队办理案件⟦36⟧件。", "own", id="our-brigade"),
        pytest.param("局机关组织学习⟦36⟧次。", "own", id="the-office"),
        pytest.param("办理案件⟦36⟧件。", "unknown", id="not-said"),
        pytest.param("全年办理案件⟦36⟧件。", "unknown", id="all-year-is-no-scope"),
        pytest.param("全面开展检查⟦36⟧次。", "unknown", id="all-round-is-no-scope"),
        pytest.param("参加各级培训⟦36⟧人次。", "unknown", id="courses-of-all-levels-are-no-scope"),
        pytest.param("全区域巡查⟦36⟧次。", "unknown", id="area-is-no-district"),
    ],
)
def test_whose_figure_it_is(sentence: str, scope: str) -> None:
    assert the(sentence).scope == scope


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        pytest.param(
            "全市办理案件⟦366⟧件，其中市本级⟦36⟧件。", ["system", "own"], id="the-level-itself-within"
        ),
        pytest.param("市本级办理案件⟦36⟧件，全市办理案件⟦366⟧件。", ["own", "system"], id="then-the-city"),
        pytest.param(
            "全市办理案件⟦366⟧件，罚款⟦82万元⟧。", ["system", "system"], id="goes-on-in-its-sentence"
        ),
        pytest.param("我局办理案件⟦36⟧件，罚款⟦8万元⟧。", ["own", "own"], id="own-goes-on-in-its-sentence"),
    ],
)
def test_scopes_of_several_figures(sentence: str, scopes: list[str]) -> None:
    assert [q.scope for q in each(sentence)] == scopes


def test_a_new_section_forgets_the_scope() -> None:
    found = each("一、执法情况\n全市办理案件⟦366⟧件。\n二、队伍情况\n组织培训⟦6⟧次。")
    assert [q.scope for q in found] == ["system", "unknown"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        pytest.param("公安机关办理案件⟦36⟧件。", "公安机关", id="police"),
        pytest.param("其中，交警部门查处案件⟦36⟧起。", "交警部门", id="traffic-police"),
        pytest.param("法院审结案件⟦36⟧件。", "法院", id="court"),
        pytest.param("柳河区⟦36⟧件。", "柳河区", id="a-place-in-a-list"),
    ],
)
def test_another_body_or_place_is_the_subject(sentence: str, subject: str) -> None:
    assert the(sentence, CITY).subject == subject


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("全市办理案件⟦36⟧件。", id="the-system"),
        pytest.param("我局办理案件⟦36⟧件。", id="own"),
        pytest.param("江平市城市管理局办理案件⟦36⟧件。", id="the-issuer-by-name"),
        pytest.param("检查了江平市⟦36⟧家企业。", id="the-issuers-place"),
        pytest.param("移送公安机关案件⟦36⟧件。", id="a-body-that-receives"),
        pytest.param("申请法院强制执行⟦36⟧件。", id="a-court-that-is-asked"),
    ],
)
def test_the_issuer_itself_has_no_subject(sentence: str) -> None:
    assert the(sentence, CITY).subject is None


def test_places_of_a_list_are_subjects_one_by_one() -> None:
    found = each("全市受理工单⟦5.1万⟧件，其中柳河区⟦3.2万⟧件、榆林县⟦1.9万⟧件。", CITY)
    assert [q.subject for q in found] == [None, "柳河区", "榆林县"]


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        pytest.param("开展“铁拳”行动，查处案件⟦36⟧起。", "行动", id="campaign-by-name"),
        pytest.param("在打非治违专项整治中，查处案件⟦36⟧起。", "专项整治", id="special-rectification"),
        pytest.param("春运期间，查处案件⟦36⟧起。", "春运", id="spring-travel"),
        pytest.param("一、危化品专项检查\n查处案件⟦36⟧起。", "专项检查", id="campaign-of-the-heading"),
    ],
)
def test_a_campaign_narrows_a_figure(text: str, marker: str) -> None:
    found = the(text).subset_marker
    assert found is not None
    assert marker in found


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("全年办理案件⟦36⟧件。", id="all-year"),
        pytest.param("办理案件⟦36⟧件。", id="nothing-said"),
        pytest.param("办理案件366件，其中简易程序案件⟦36⟧件。", id="a-mere-part"),
        pytest.param("办理案件366件（简易程序案件⟦36⟧件）。", id="a-mere-bracket"),
        pytest.param("开展专项行动的同时，全年共办理案件⟦36⟧件。", id="campaign-beside-the-year"),
    ],
)
def test_the_years_work_is_no_campaign(sentence: str) -> None:
    assert the(sentence).subset_marker is None


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        pytest.param("受理12345热线工单⟦1573⟧件。", "12345", id="one-line"),
        pytest.param("受理“12328”工单⟦798⟧件。", "12328", id="quoted"),
        pytest.param("12345、12328热线工单回复率⟦100%⟧。", "12345,12328", id="two-lines"),
        pytest.param("受理群众来电⟦798⟧件。", None, id="no-line"),
        pytest.param("受理来电⟦12345⟧件。", None, id="a-count-is-no-line"),
    ],
)
def test_service_lines_that_a_number_is_about(sentence: str, lines: str | None) -> None:
    assert the(sentence).lines_named == lines


def test_each_count_has_its_own_line() -> None:
    found = each("受理12345热线工单⟦1573⟧件、12328热线工单⟦798⟧件。")
    assert [q.lines_named for q in found] == ["12345", "12328"]


@pytest.mark.parametrize("head", [NEWS, NO_MASTHEAD, REPORT], ids=["news", "no-masthead", "report"])
def test_a_scope_that_is_said_holds_in_every_kind_of_document(head: Masthead) -> None:
    assert the("全县办理案件⟦36⟧件。", head).scope == "system"
    assert the("我局办理案件⟦36⟧件。", head).scope == "own"

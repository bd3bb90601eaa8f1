"""Whose figure it is: the whole system's, the agency's own, or another body's."""

from __future__ import annotations

import re
from typing import Final

from ingest.language.words import last_match

# each alternative begins with a plain character, or the search would be ten times as slow
_SYSTEM: Final = re.compile(
    r"全(?<![对向把将]全)(?:市|县|区(?!域)|省)|全(?:州|旗|盟|国|系统|行业|镇|乡|域|自治[区州县])"
    r"|各(?:县\(?市|县区|区县|市县|市州|区|县|市|级(?!各类|(?:业务|执法|法治|专题)?培训|会议|媒体|教育|部署|要求|文件|督)|地|镇街|乡镇|街镇|镇|街道|部门|单位|执法部门)"
    r"|市(?:县两级|、县|、区|区两级|系统|监系统|场监管系统)|省(?:市县|系统)|县(?:乡两级|系统)|区系统|两级|三级|系统(?:内|共|各|累计|全年)"
    r"|城管系统|交通系统|交通运输系统|市场监管系统|生态环境系统|卫生健康系统|自然资源系统|农业农村系统|城市管理系统|应急管理系统|司法行政系统|文化旅游系统|住建系统|环保系统|卫生系统|应急系统|文旅系统|农业系统|水利系统|执法系统|法院系统"
)
_PLAIN_SYSTEM: Final = re.compile(r"全市|全县|全区(?!域)|全省|全州|全旗|全盟|全国|全系统|全行业|全域")
_OWN: Final = re.compile(
    r"我(?:[局委厅办队县镇街乡]|支队|大队|中心|单位)|本(?:[局委厅办队部单镇街]|级)|省(?:机关|本级)|市(?:机关|本级)|县(?:机关|本级)|区(?:机关|本级)"
    r"|局(?:机关|本级|党组|党委|领导|属|系统)|委机关|厅机关|支队(?:直接|共|全年|累计|先后|出动|办理|查处|自)"
    r"|大队(?:直接|共|全年|累计|先后|出动|办理|查处|自)|中队(?:直接|共|全年|累计|先后|出动|办理|查处|自)"
)
_AGENT: Final = re.compile(
    r"\s*(?:其中)?(?:由|经)?(?P<body>(?:[省市县区镇]|[\u4e00-\u9fff]{2,6}[市县区镇])?(?:[\u4e00-\u9fff]{0,6}?)(?:公安机关|公安部门|公安局|公安|交警部门|交警支队|交警大队|交警|交管部门|法院|检察院|检察机关|综合行政执法支队|综合执法支队|执法支队|综合行政执法大队|执法大队|执法队|海事局|税务局|司法局|分局|综合执法局|生态环境局|应急管理局|市场监管局|住建局|城管局|水利局|农业农村局))(?=共|累计|全年|先后|办理|查处|处罚|立案|受理|作出|出动|检查|开展|审理|审结|新收|移送|罚款)"
)
_PLACE_ITEM: Final = re.compile(
    r"^(?!.*[全各本我个走管了在对到分赴])[\u4e00-\u9fff]{1,6}(?:[市县区旗州盟镇乡]|新区|开发区|街道|支队|大队|中队|分局)$"
)
_SEASONS: Final = ("春季", "夏季", "秋季", "冬季")
# each alternative begins with a plain character here, too
_CAMPAIGN_WORDS: Final = (
    r"专项(?:整治|检查|治理|执法|行动|监督|督查|排查|清理|活动|抽查|斗争|整改)|集中(?:整治|治理|攻坚|检查|执法|行动)|"
    + "|".join(f"{word}(?:整治|治超)" for word in ("联合", "综合", *_SEASONS))
    + "|百日|攻坚(?:战|行动|期间)|"
    + "|".join(f"{word}[^,;。]{{0,8}}期间" for word in _SEASONS)
    + r"|开展[^,;。]{1,16}(?:整治|治理|清理整顿)(?=,)|春运|暑运|黄金周|铁拳|利剑|春雷|清风|护航|亮剑|大排查|大检查|大整治|零点|夜查|错峰执法|长效整治|突出问题"
)
_CAMPAIGN: Final = re.compile(_CAMPAIGN_WORDS)
# 春雷行动, 治超百日战役: such a name can begin anywhere, so this is searched only where one of its last words stands
_NAMED_CAMPAIGN: Final = re.compile(
    rf"[“\"《]?[\u4e00-\u9fff]{{1,8}}[”\"》]?(?:专项)?(?:行动(?!\d)|战役)|{_CAMPAIGN_WORDS}"
)
ANNUAL: Final = re.compile(
    r"全年|1[-~至到]12月|年度内|19\d\d年,?(?:共|累计|全|,)|20\d\d年,?(?:共|累计|全|,)|今年以来|截至目前|一年来|全市共|全县共|全省共|全局共"
)


SCOPE_CUE: Final = re.compile(f"{_SYSTEM.pattern}|{_OWN.pattern}")
# what no match of _AGENT, _PLACE_ITEM and _CAMPAIGN can do without
BODY_CUE: Final = re.compile(
    r"公安|交警|交管|法院|检察|支队|大队|执法队|海事局|税务局|司法局|分局|执法局|环境局|管理局|监管局|住建局|城管局|水利局|农村局"
)
_PLACE_LAST: Final = frozenset("市县区旗州盟镇乡道队局")
CAMPAIGN_CUE: Final = re.compile(
    r"行动|战役|专项|集中|整治|治超|百日|攻坚|春运|暑运|黄金周|铁拳|利剑|春雷|清风|护航|亮剑|大排查|大检查|零点|夜查|错峰|突出问题|期间|治理|清理整顿"
)
_PRAISE: Final = re.compile(
    r"全国(?:12315|[^,;。\d]{0,4}(?:平台|日(?![常均])|信息系统))|全[国省市县区](?:[^,;。]{0,4}(?:会议|先进|首家|首个|首批|第一|前列|率先|领先|人大代表|两会|文明城))"
)
_NOT_ACTING: Final = (
    "各",
    "全",
    "联合",
    "会同",
    "向",
    "与",
    "和",
    "配合",
    "移送",
    "移交",
    "对",
    "协助",
    "报",
    "由",
)
# the part of a total that is the agency's own: 检查1126家次,其中市本级43家次
_OWN_PART: Final = re.compile(r"(?:其中|含)[^,;。:]{0,8}(?:本级|机关|我[局委厅]|本[局委厅])[^,;。:]{0,8}\Z")
# 某市2024年度行政执法数据: all of a place where no body is named
_OF_PLACE: Final = re.compile(
    r"^(?:关于)?[\u4e00-\u9fff]{1,9}[省市县区州旗盟](?:20\d\d年?度?)?行政执法(?:总体)?(?:统计|数据|信息|情况)"
)
# what a report says that it reports, and what it has put together
_REPORTED: Final = re.compile(r"现将([^。\n]{0,60}?)(?:如下|公告|公布|公示|通报)")
_COLLECTED: Final = re.compile(
    r"(?:根据|依据|汇总|综合|对)(?:各级|各地|各市|各县|各区|各部门)[^。\n]{0,14}(?:报送|上报)[^。\n]{0,8}(?:数据|情况|材料)|口径[:为是][^。\n]{0,6}(?:两级|三级|全[省市县区州盟旗]|市县)"
)
_CLAUSE_STOP: Final = re.compile(r"[,;。:(]")
# no campaign's name goes over one of these stops
_STOP: Final = re.compile(r"[,;。]")
_UP_TO_STOP: Final = re.compile(r".*[,;。]", re.DOTALL)


def find_scope(words: str) -> str | None:
    """`system` or `own` where the words say so (the last marker counts), else None."""
    words = _PRAISE.sub("", words) if "全" in words else words
    system = own = -1
    for m in _SYSTEM.finditer(words):
        system = m.start()
    for m in _OWN.finditer(words):
        own = m.start()
    if system < 0 and own < 0:
        return None
    return "system" if system >= own else "own"


def is_own_part(words: str) -> bool:
    """Whether the last words give the agency's own part of a total."""
    return _OWN_PART.search(words) is not None


def of_document(title: str, opening: str) -> str | None:
    """The scope that a title, or how a text opens, sets for all figures that name none."""
    if scope := find_scope(title):
        return scope
    if _OF_PLACE.search(title):
        return "system"
    reported = _REPORTED.search(opening)
    if reported and find_scope(reported[1]) == "system":
        return "system"
    is_collected = ("上报" in opening or "报送" in opening or "口径" in opening) and _COLLECTED.search(
        opening
    )
    return "system" if is_collected else None


def opens_wide(words: str) -> bool:
    """Whether a sentence without figures sets the whole system as the matter of those that follow."""
    return bool(_PLAIN_SYSTEM.search(_PRAISE.sub("", words) if "全" in words else words))


def find_subject(words: str, label: str, issuer: str | None, names_body: bool = True) -> str | None:
    """The body or place that the figure is about where it is another than the issuer."""
    if names_body and (agent := _last_agent(words)):
        body: str = agent["body"]
        if body.startswith(_NOT_ACTING):
            return None
        if not issuer or (body not in issuer and issuer not in body and not issuer.endswith(body[1:])):
            return body
    if label[-1:] in _PLACE_LAST and _PLACE_ITEM.match(label) and (not issuer or label not in issuer):
        return label
    return None


def _last_agent(words: str) -> re.Match[str] | None:
    """The body that opens a clause as the one that acts, of several the last."""
    for clause in reversed(_CLAUSE_STOP.split(words)):
        if agent := _AGENT.match(clause):
            return agent
    return None


def find_campaign(words: str) -> str | None:
    """The words that narrow a figure to a campaign, where it is not said to be the year's: the last ones."""
    unread = len(words)
    for cue in reversed(list(CAMPAIGN_CUE.finditer(words))):
        if cue.start() >= unread:
            continue
        before, behind = _UP_TO_STOP.match(words, 0, cue.start()), _STOP.search(words, cue.start())
        unread = before.end() if before else 0
        part = words[unread : behind.end() if behind else len(words)]
        pattern = _NAMED_CAMPAIGN if "行动" in part or "战役" in part else _CAMPAIGN
        if found := last_match(pattern, part):
            return found[0]
    return None


SOME: Final = re.compile(
    r"个别|少数|有的|有些|部分(?=[\u4e00-\u9fff]{0,3}(?:[省市县区镇局]|单位|地区|机构|企业))"
)


def find_some(words: str) -> str | None:
    """The words that make a figure one of some only: 个别区县."""
    found = SOME.search(words)
    return found[0] if found else None


def says_annual(words: str) -> bool:
    return bool(ANNUAL.search(words))


_GOES_ON: Final = re.compile(r"案|罚|移送|强制执行|停业|超限|营运|警告|吊销")
_OTHER_MATTER: Final = re.compile(r"复议|诉讼|应诉|案卷|公示|信访|法院受理")
_OWN_ACT: Final = re.compile(
    r"政府常务|常务会|县委|区委|市委|政府(?:印发|出台|制定)|出台|制定|印发|学法|我局|司法局|政务大厅|本级"
)


_OF_ALL_BODIES: Final = re.compile(r"案件|处罚|罚款|罚没|执法|检查|许可|出庭|应诉|败诉|首违|轻微")


def goes_on(label: str) -> bool:
    """Whether a figure goes on with the cases that an earlier paragraph of the same section gave for the system."""
    return bool(_GOES_ON.search(label)) and not _OTHER_MATTER.search(label)


def is_own_act(words: str) -> bool:
    """Whether a figure of a government is about its own office, not about all its bodies."""
    return _OWN_ACT.search(words) is not None or _OF_ALL_BODIES.search(words) is None

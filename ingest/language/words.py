"""The words of a label: what only introduces or links, what was done, what is counted."""

from __future__ import annotations

import re
from typing import Final

from ingest.language.lexicon import VERBS
from ingest.language.patterns import any_of, by_first, by_last

YEARISH: Final = r"(?:(?:19|20)\d\d年?[度底末初]?|\d{1,2}月(?:份|底|末|初)?|\d{1,2}日|\d{1,2}[-~至到]\d{1,2}月份?|上半年|下半年|[一二三四1-4]季度|前三季度)"
_LEAD_WORDS: Final = (
    "力争 争取 确保 努力 按照要求 按要求 按规定 主动 积极 切实 全面 其中包括 其中 包括 包含 分别是 分别为 主要有 另外 另有 另 此外 同时 并且 并 还 也 又 已经 已 均已 均 都 共计 一共 总共 累计 总计 合计 先后 前后 分别 依法 "
    "全年度 全年 年内 今年以来 今年 去年 上年度 上年 本年度 本年 年初以来 年初至今 年初 截至目前 截止目前 截至 截止 目前为止 目前 迄今 至今 期间 当月 当天 当日 当年 本月 "
    "一年下来 一年来 近年来 近年 同一时段 同一时期 日前 近日 以来 期内 年度内 年度 以及 、 则 里头 另外 将 把 由 该 各地 各级 共同 全部 现有 我局 本局 我委 我厅 我县 我市 我区 我省 本市 本县 本区 全局 全委 全厅 "
    "全市 全县 全区 全省 全国 全系统 全州 全旗 全盟 全镇 全乡 全街道 全域 市本级 县本级 本级 年底 期末 届时 , ; : 。 ) ( | - · * ● ◆ 是 为"
).split()
_LEAD: Final = re.compile(
    rf"^(?:\s|(?:到|至|在|自|从)?{YEARISH}|{any_of(_LEAD_WORDS)}|其(?!他|余|它|中)|有(?!证|效|关|奖|责)|及(?!时|格)|和(?!解|谐)|与(?!会)|共(?!享|青|同|产|建|治|有)|再(?!生))+"
)
_LEAD_FIRST: Final = frozenset("有及和与到至在自从上下一二三四前其共再").union(
    word[0] for word in _LEAD_WORDS
)
_TAIL_WORDS: Final = (
    "共计 合计 总计 累计 全年 平均 达 达到 达到了 已达 是 有 共 各 了 过 到 至 分别 依次 已 仅 只 里 则 即 就 : 、 , ( 等 保持在 维持在 稳定在 控制在 压在 压到 压至 压减至 提到 调整为 调整成 变成 减成 压成 增成 "
    "降为 升为 变为 爬到 增为 减为 降至 升至 增至 提升至 提高到 下降到 上升到 增加到 减少到 降到 升到 增加至 减少至 下降至 上升至 提高至 扩到 扩至 扩大到 扩大至 精简到 精简至 压缩到 压缩至"
).split()
# for words read from their end, where it costs no search
_TAIL: Final = re.compile(
    rf"(?:\s|{any_of(word[::-1] for word in _TAIL_WORDS)}|为(?![行作])|约(?![公民合契预节违条签履守])|计(?![总统会设审])|近(?![附最远靠])|超(?![治查控防赶])|均(?![人年])|比(?!占))+"
)
_TAIL_LAST: Final = frozenset("为约计近超均比").union(word[-1] for word in _TAIL_WORDS)
LEVEL_VERB: Final = re.compile(
    r"(?:下降|上升|增加|减少|提高|提升|降低|增长|降|升|增|减|缩短|压缩|回落)(?:到|至|为)?$"
)
_VERBS: Final = frozenset(VERBS)
_VERBS_BY_FIRST, _VERBS_BY_LAST = by_first(VERBS), by_last(VERBS)
# nouns of the genre that begin like a verb; a label that opens with one says what, not what was done
NOMINAL: Final = re.compile(
    r"^(?:(?:行政)?(?:处罚|许可|检查|强制|复议|诉讼|应诉|确认|裁决|征收|奖励|监督|执法|指导|审批|审核|立案|办案|受理|办理|结案|移送|投诉|举报|信访|咨询|培训|宣传|普法|服务|巡查|巡航|检测|监测|许可|登记|发证|案件)(?:类|率|量|数|人员|车辆|船|案|件|书|事项|决定|文书|金额|额|总|工单|台账|次数|场次|人次|信息|程序|总数|总量|资料|手册|活动|平台|系统|设备|设施|证|员|记录仪|局|部门|机关|机构|站|点|中队|大队|支队|队|对象|单位|主体|企业|户|领域|力量|清单))"
)
# what became of a case is not said again of the next number
OUTCOMES: Final = frozenset(
    "从轻 减轻 免罚 维持 驳回 撤回 终止 撤销 败诉 胜诉 结案 立案 办结 警告 变更 确认 纠正 移送 移交 继续有效 保留".split()
)
# verbs that name the thing itself when they stand alone, and take no object over from the number before
SELF: Final = frozenset(
    "行政处罚 处罚 行政许可 许可 行政检查 检查 行政强制 强制执行 执行 行政复议 复议 行政诉讼 诉讼 应诉 行政应诉 出庭 出庭应诉 集体学法 联合执法 执法 培训 轮训 普法 "
    "宣传 投诉 举报 信访 咨询 罚款 罚没 罚没款 处罚款 合格 记分 记 行政拘留 刑事拘留 拘留 警告 巡查 巡航 巡逻 责令停业 停业整顿 申请强制执行 败诉 胜诉 教育 学习 合法性审查 "
    "合法性审核 公平竞争审查 法制审核 查车 检车 查船 卸货 过磅 称重 遣返 劝返 劝离 来信 来访 来电 协作 会商 抽检 抽查 立案 立案查处 立案查办 立案处罚 立案调查 立案办理 结案 不予处罚 不予许可 从轻 减轻 从轻处罚 减轻处罚 免罚 免予处罚 没收 暂扣 吊销 宣讲 教育 批评教育 授课 调研 督查 督导".split()
)
# words that verbs of the list begin, but that are nouns wherever they lead a label
NOUN_FIRST: Final = re.compile(
    r"^(?:行政处罚|行政许可|行政检查|行政强制|行政复议|行政诉讼|行政应诉|行政拘留|复议|诉讼|应诉|培训|投诉|举报|信访|罚款|罚没|败诉|胜诉|咨询|警告|没收|暂扣|吊销|通报批评|限制|责令停|限产|停产|停业|普法|记分|合格|执法(?!检查)|来信|来访|来电|处罚(?:类|案|决)|许可类|检查类|监督意见|监管)"
)
POST_BLOCK: Final = re.compile(
    r"^(?:相比|并|且|而|同比|环比|较|比|以上|以下|等|后|前|时|内|中(?!心|队|药|小|介|西|学)|左右|均|全部|已|共|其中|为|是|由|经|被|在|到|至|之|占|下降|增长|增加|减少|上升|提高|和|及|与|或|、|多|余|人均|次均|不等|有余|次|以来|止|里(?!程)|起|的(?=[,;。)]|$)|\d)"
)
_LEVEL_ONLY: Final = re.compile(
    r"^(?:爬|变|压|来|提|由|从|降|升|增|减|达|回落|上升|下降|提高|提升|降低|增加|减少|增长|扩大|扩|精简|拉高|冲|涨|跌|调整|压缩)$|^(?:较|比|同|与|由|从|低于|高于)?(?:上月|上季度|上期|年初|(?:19|20)\d\d年度?|上年度?|去年|前年|上一年度?|同期|上年同期|去年同期|年初|启用之初|之初)*(?:的|同期|比)*$|^(?:(?:19|20)\d\d年)?(?:这个|这一|该)(?:数字|数据|比例|比率|指标|项)$"
)
_OWN_LEVEL: Final = re.compile(
    r"^(?:其中)?(?:全?[省市州县区局厅委]|我[局委厅])?(?:本级|机关|直属(?:支队|大队|单位)?)$"
)
ONLY_RATE: Final = re.compile(r"^(?:占比|占|占总数|比重|比例|占全部|占总量)")
_OWN_LEVEL_LAST: Final = frozenset("级关属队位")
_LEVEL_LAST: Final = frozenset(
    "字据例率标项扩爬变压来提由从降升增减达落高低加少长大冲涨跌整缩较比同与于月度期初年的"
)
_CHANGE_WORDS: Final = (
    "同比 环比 比上年 较上年 较去年 比去年 与去年 与上年 上一年度 上一年 同期 相比 分别 均 则 也 又 再 仅 总体 年均 平均 大幅 有所 增长率 增幅 降幅 增速 ↑ ↓ ▲ ▼ 增长 增加 上升 提升 提高 上涨 下降 减少 降低 回落 下滑 净增 净减 "
    "核减 压减 缩减 缩水 多出 减幅 一年下来 下来 - + 上年 去年 同 比 较 前年 一年 年 , 约 近 超过 达 幅度 率 了 为 度 多 少 增 降 升 减"
).split()
_CHANGE_ONLY: Final = re.compile(f"{any_of(_CHANGE_WORDS)}++$")
_ALL_OF_THEM: Final = re.compile(
    r"^(?:[以上述]*)?(?:[两二三四]|前[两二三四])[项者类种个](?:指标|数据|数字|案件|合计)?"
)
_CHANGE_FIRST: Final = frozenset("上下前一二三四两以").union(word[0] for word in _CHANGE_WORDS)
_YEARISH: Final = re.compile(YEARISH)
# who did it, before 共 and the verb
_AGENT: Final = re.compile(
    r"[^,;:。]{1,24}?(?:机关|机构|部门|[局委厅队院办组所站]|单位|办公室|中心|系统|政府)(?:全年)?共(?:计)?(?=[\u4e00-\u9fff]{2})"
)
_LIST_OPENS: Final = re.compile(
    r"(?:(?:依次|分别)是(?=[\u4e00-\u9fff]{1,8}\Z)|是(?=[\u4e00-\u9fff]{1,6}[省市县区州盟旗]\Z))"
)
# what leads up to one of two levels: 由2022年的82%提高到2023年的95%
_FROM: Final = re.compile(
    rf"(?:由|从|(?:提高|提升|上升|增长|增加|下降|降低|减少|回落|扩大|扩|精简|升|降|增|减)(?:到|至|为))?(?:{YEARISH}|上年度?|去年|今年|本年度?|同期|年初)+的\Z"
)
_COMPARED: Final = re.compile(r"(?:同比|环比|较上年|比上年|较去年|比去年).*$")
# what a number that adds up others says of itself
SUMS: Final = ("合计", "总计")
_AFTER_VERB: Final = frozenset("了过出")
# what may stand before a verb that is all that words say: 依法查处, 已立案
_BEFORE_VERB: Final = tuple(first + law for law in ("", "法") for first in ("", *"依已均未拟再"))
CLOSED_BRACKETS: Final = re.compile(r"\([^()]*\)")
LEADING_AND: Final = re.compile(r"^(?:以及|和(?!解|谐)|及(?!时|格)|与(?!会)|或|、)")
INNER_VERB: Final = re.compile(
    "查处|办理|作出|开展|组织|召开|举办|发放|出动|派出|投入|检查|立案|移送|受理|收到|处理|处罚|罚款|发现|整改|下发|下达|培训|完成|实现|制定|印发|配备|补充|新增|共|合计|累计"
)


def strip_label(words: str) -> str:
    """The words without what only introduces or links: dates, 共, 累计, 其中, 达, 为 ..."""
    words = words.strip()
    if "是" in words and (listed := _LIST_OPENS.search(words)):
        words = words[listed.end() :]
    if words and (words[0] in _LEAD_FIRST or words[0].isdecimal()) and (lead := _LEAD.match(words)):
        words = words[lead.end() :]
    if "共" in words and (agent := _AGENT.match(words)):
        words = words[agent.end() :]
    if words and words[-1] in _TAIL_LAST and (tail := _TAIL.match(words[::-1])):
        words = words[: -tail.end()]
    if words.endswith("的") and (since := _FROM.search(words)):
        words = words[: since.start()]
    return words.strip(" “”\"'、,")


def is_change_only(words: str) -> bool:
    """Whether words say only that something changed: 同比增长, 2022年下降."""
    if not words or not (words[0] in _CHANGE_FIRST or words[0].isdecimal()):
        return False
    return _CHANGE_ONLY.match(_ALL_OF_THEM.sub("", _YEARISH.sub("", words))) is not None


def is_own_level(words: str) -> bool:
    """Whether words name only the agency itself within the system: 市本级, 局机关."""
    return words[-1:] in _OWN_LEVEL_LAST and _OWN_LEVEL.match(words) is not None


def is_level_only(words: str) -> bool:
    """Whether words only lead up to a level, without what has it: 由去年同期的, 回落."""
    return words[-1:] in _LEVEL_LAST and _LEVEL_ONLY.match(words) is not None


def verb_at_start(words: str) -> str:
    """The verb that words begin with, the longest that fits; empty where there is none."""
    for verb in _VERBS_BY_FIRST.get(words[:1], ()):
        if words.startswith(verb):
            return verb
    return ""


def ends_in_verb(words: str) -> bool:
    """Whether words end in a verb, also with 了, 过 or 出 behind it."""
    if words.endswith(_VERBS_BY_LAST.get(words[-1:], ())):
        return True
    return words[-1:] in _AFTER_VERB and words[:-1].endswith(_VERBS_BY_LAST.get(words[-2:-1], ()))


def verb_at_end(words: str) -> str:
    """The verb that words end with, the longest that fits, or two joined by 并, with 了, 过 or 出 behind; may be empty."""
    longest = ""
    for stem in _stems(words):
        last = _last_verb(stem)
        before = stem.removesuffix(last)
        if last and before.endswith("并") and (first := _last_verb(before[:-1])):
            last = f"{first}并{last}"
        found = words[len(stem) - len(last) :] if last else ""
        longest = max(longest, found, key=len)
    return longest


def is_verb_only(words: str) -> bool:
    """Whether words are a verb, or two joined by 并, and nothing else but 依法, 已 and the like around them."""
    for before in _BEFORE_VERB:
        if words.startswith(before):
            for stem in _stems(words[len(before) :]):
                if stem in _VERBS or ("并" in stem and _are_verbs(stem)):
                    return True
    return False


def _stems(words: str) -> tuple[str, ...]:
    """The words, and without the 了, 过 or 出 at their end."""
    return (words, words[:-1]) if words[-1:] in _AFTER_VERB else (words,)


def _last_verb(words: str) -> str:
    for verb in _VERBS_BY_LAST.get(words[-1:], ()):
        if words.endswith(verb):
            return verb
    return ""


def _are_verbs(words: str) -> bool:
    """Whether words are two verbs joined by 并, which may stand within one of them: 合并并转交."""
    places = [at for at, char in enumerate(words) if char == "并"]
    return any(words[:at] in _VERBS and words[at + 1 :] in _VERBS for at in places)


def verb_of(label: str) -> str | None:
    verb = verb_at_start(label)
    return None if not verb or NOMINAL.match(label) or NOUN_FIRST.match(label) else verb


def base_of(label: str) -> str:
    base = _COMPARED.sub("", label) if "比" in label or "较" in label else label
    return LEVEL_VERB.sub("", base) or label


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern is found."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found

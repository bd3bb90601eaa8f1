"""What is counted by each number of a sentence: the words before it, behind it, and what it leaves unsaid."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.language.lexicon import VERBS
from ingest.language.scan import Number

_HARD = ",;:。!?()|"
_YEARISH = r"(?:(?:19|20)\d\d年?[度底末初]?|\d{1,2}月份?|\d{1,2}日|\d{1,2}[-~至到]\d{1,2}月份?|上半年|下半年|[一二三四1-4]季度|前三季度)"
_LEAD_WORDS = (
    "力争 争取 确保 努力 按照要求 按要求 按规定 主动 积极 切实 全面 其中包括 其中 包括 包含 分别是 分别为 主要有 另外 另有 另 此外 同时 并且 并 还 也 又 已经 已 均已 均 都 共计 一共 总共 累计 总计 合计 先后 前后 分别 依法 "
    "全年度 全年 年内 今年以来 今年 去年 上年度 上年 本年度 本年 年初以来 年初至今 年初 截至目前 截止目前 截至 截止 目前为止 目前 迄今 至今 期间 当月 当天 当日 当年 本月 "
    "一年来 近年来 近年 日前 近日 以来 期内 年度内 年度 和 及 与 以及 、 则 里头 另外 将 把 由 该 各地 各级 共同 全部 现有 我局 本局 我委 我厅 我县 我市 我区 我省 本市 本县 本区 全局 全委 全厅 "
    "全市 全县 全区 全省 全国 全系统 全州 全旗 全盟 全镇 全乡 全街道 全域 市本级 县本级 本级 年底 期末 届时 , ; : 。 ) ( | - · * ● ◆ 是 为 有"
).split()
_LEAD = re.compile(rf"^(?:\s|(?:到|至|在|自|从)?{_YEARISH}|" + "|".join(re.escape(w) for w in sorted(_LEAD_WORDS, key=len, reverse=True)) + "|其(?!他|余|它|中)|共(?!享|青|同|产|建|治|有)|再(?!生))+")
_TAIL = re.compile(
    r"(?:\s|共计|合计|总计|累计|(?<![总统会设审])计|达到了?|已达|达|为|是|有|共|约|近|超|(?<!人)(?<!年)均|各|了|过|到|至|分别|依次|已|仅|只|(?<!占)比|里|则|即|就|:|、|,|\(|等|保持在|维持在|稳定在|控制在|压在|压到|压至|压减至|提到|降为|升为|变为|爬到|增为|减为|降至|升至|增至|提升至|提高到|下降到|上升到|增加到|减少到|降到|升到|增加至|减少至|下降至|上升至|提高至)+$"
)
_LEVEL_VERB = re.compile(r"(?:下降|上升|增加|减少|提高|提升|降低|增长|降|升|增|减|缩短|压缩|回落)(?:到|至|为)?$")
_VERB_AT_START = re.compile("^(?:" + "|".join(map(re.escape, VERBS)) + ")")
_VERB_AT_END = re.compile("(?:" + "|".join(map(re.escape, VERBS)) + ")(?:并(?:" + "|".join(map(re.escape, VERBS)) + "))?[了过出]?$")
# nouns of the genre that begin like a verb; a label that opens with one says what, not what was done
_NOMINAL = re.compile(
    r"^(?:(?:行政)?(?:处罚|许可|检查|强制|复议|诉讼|应诉|确认|裁决|征收|奖励|监督|执法|指导|审批|审核|立案|办案|受理|办理|结案|移送|投诉|举报|信访|咨询|培训|宣传|普法|服务|巡查|巡航|检测|监测|许可|登记|发证|案件)(?:类|率|量|数|人员|车辆|船|案|件|书|事项|决定|文书|金额|额|总|工单|台账|次数|场次|人次|信息|程序|总数|总量|资料|手册|活动|平台|系统|设备|设施|证|员|记录仪|局|部门|机关|机构|站|点|中队|大队|支队|队|对象|单位|主体|企业|户|领域|力量|清单))"
)
# what became of a case is not said again of the next number
_OUTCOMES = frozenset("维持 驳回 撤回 终止 撤销 败诉 胜诉 结案 立案 办结 警告 变更 确认 纠正 移送 移交".split())
# verbs that name the thing itself when they stand alone, and take no object over from the number before
_SELF = frozenset(
    "行政处罚 处罚 行政许可 许可 行政检查 检查 行政强制 强制执行 行政复议 复议 行政诉讼 诉讼 应诉 行政应诉 出庭 出庭应诉 集体学法 联合执法 执法 培训 轮训 普法 "
    "宣传 投诉 举报 信访 咨询 罚款 罚没 罚没款 处罚款 合格 记分 记 行政拘留 刑事拘留 拘留 警告 巡查 巡航 巡逻 责令停业 停业整顿 申请强制执行 败诉 胜诉 教育 学习 合法性审查 "
    "合法性审核 公平竞争审查 法制审核 查车 检车 查船 卸货 过磅 称重 遣返 劝返 劝离 来信 来访 来电 协作 会商 抽检 抽查 立案 结案 不予处罚 不予许可 从轻 减轻 从轻处罚 减轻处罚 免罚 免予处罚 没收 暂扣 吊销 宣讲 教育 批评教育 授课 调研 督查 督导".split()
)
# words that verbs of the list begin, but that are nouns wherever they lead a label
_NOUN_FIRST = re.compile(r"^(?:行政处罚|行政许可|行政检查|行政强制|行政复议|行政诉讼|行政应诉|行政拘留|复议|诉讼|应诉|培训|投诉|举报|信访|罚款|罚没|败诉|胜诉|咨询|警告|没收|暂扣|吊销|通报批评|限制|责令停|限产|停产|停业|普法|记分|合格|执法(?!检查)|来信|来访|来电|处罚(?:类|案|决)|许可类|检查类|监督意见|监管)")
_POST_BLOCK = re.compile(
    r"^(?:相比|并|且|而|同比|环比|较|比|以上|以下|等|后|前|时|内|中(?!心|队|药|小|介|西|学)|左右|均|全部|已|共|其中|为|是|由|经|被|在|到|至|之|占|下降|增长|增加|减少|上升|提高|和|及|与|或|、|多|余|人均|次均|不等|有余|次|以来|止|里(?!程)|起|的(?=[,;。)]|$)|\d)"
)
_LEVEL_ONLY = re.compile(r"^(?:爬|变|压|来|提|由|从|降|升|增|减|达|回落|上升|下降|提高|提升|降低|增加|减少|增长|扩大|拉高|冲|涨|跌|调整|压缩)$|^(?:较|比|同|与|由|从|低于|高于)?(?:上月|上季度|上期|年初|(?:19|20)\d\d年度?|上年度?|去年|前年|上一年度?|同期|上年同期|去年同期|年初|启用之初|之初)*(?:的|同期|比)*$")
_OWN_LEVEL = re.compile(r"^(?:其中)?(?:全?[省市州县区局厅委]|我[局委厅])?(?:本级|机关|直属(?:支队|大队|单位)?)$")
_ONLY_RATE = re.compile(r"^(?:占比|占|占总数|比重|比例|占全部|占总量)")
_CHANGE_ONLY = re.compile(
    r"^(?:同比|环比|比上年|较上年|较去年|比去年|与去年|与上年|同期|相比|分别|均|则|也|又|再|仅|总体|年均|平均|大幅|有所|增长率|增幅|降幅|增速|增长|增加|上升|提升|提高|上涨|下降|减少|降低|回落|下滑|净增|净减|上年|去年|同|比|较|前年|一年|年|,|约|近|超过|达|幅度|率|了|为|度|多|少|增|降|升|减)+$"
)


_INNER_VERB = re.compile(
    "查处|办理|作出|开展|组织|召开|举办|发放|出动|派出|投入|检查|立案|移送|受理|收到|处理|处罚|罚款|发现|整改|下发|下达|培训|完成|实现|制定|印发|共|合计|累计"
)


@dataclass(slots=True)
class Mention:
    """A number in its sentence, while its words are being found."""

    number: Number
    chunk_start: int  # where the words before it begin
    pre: str
    post: str
    joint: str  # how it hangs on the number before: "" (first or after a full clause), "、", ",", "和", "("
    clause_start: int
    clause_end: int
    owner: int | None = None  # index of the number whose brackets it stands in
    marker: str | None = None  # 其中, 包括 ...
    label: str = ""
    verb: str | None = None
    own: str = ""  # the label without what is inherited
    parent: int | None = None
    change_only: bool = False
    inherited_from: int | None = None
    respective: list[str] = field(default_factory=list)
    is_sum: bool = False  # a 合计 that closes the list before it
    is_own_level: bool = False  # 市本级, 局机关: the same thing, of the agency alone
    level: Mention | None = None  # of a change: the number that changed
    series_year: int | None = None  # the year of its place in 2018年以来分别为..., 2022年、2023年分别为...


def strip_label(words: str) -> str:
    """The words without what only introduces or links: dates, 共, 累计, 其中, 达, 为 ..."""
    words = _LEAD.sub("", words.strip())
    return _TAIL.sub("", words).strip(" “”\"'、,")


def _blank_brackets(gap: str) -> str:
    """Brackets that close again before the number are part of the name: 专题研讨(讲座)2次."""
    return re.sub(r"\([^()]*\)", lambda m: "\u0001" * len(m[0]), gap)


def mentions(text: str, start: int, end: int, numbers: list[Number]) -> list[Mention]:
    """One `Mention` a number of the sentence text[start:end], in order."""
    out: list[Mention] = []
    stack: list[int | None] = []
    for i, number in enumerate(numbers):
        left = numbers[i - 1].full_end if i else start
        right = numbers[i + 1].lead_start if i + 1 < len(numbers) else end
        gap = text[left : number.lead_start]
        for c in gap:
            if c == "(":
                stack.append(i - 1 if i else None)
            elif c == ")" and stack:
                stack.pop()
        blanked = _blank_brackets(gap)
        alone = blanked.rstrip().endswith("(") and text[number.full_end : number.full_end + 1] == ")"
        body = blanked.rstrip()
        if alone or body.endswith(":"):
            body = body[:-1]
        cut = max((body.rfind(c) for c in _HARD), default=-1) + 1
        joint = _joint(blanked, cut, i)
        pre = gap[cut : len(body)].strip() if (alone or blanked.rstrip().endswith(":")) else gap[cut:].strip()
        pre = re.sub(r"\([^()]*\)", "", pre) if len(pre) > 24 else pre
        behind = text[number.full_end : right]
        stop = re.search(r"[,;:。!?()|\n]", behind)
        reaches_next = stop is None and i + 1 < len(numbers)
        post = behind[: stop.start()] if stop else behind
        if reaches_next:
            post = _share_gap(post, bool(strip_label(pre)))
        mention = Mention(number, left + cut, pre, post.strip(), joint, left + cut, number.full_end + len(post))
        if stack and stack[-1] is not None and not alone:
            mention.owner = stack[-1]
        marker = re.search(r"其中包括|其中|包括|包含|里头|内含|(?<!包)含(?!量)|分别为|分别是|依次为|依次是|分为", gap)
        mention.marker = marker[0] if marker else None
        out.append(mention)
    for i, mention in enumerate(out):
        _label(out, i, mention)
    _respective(text, start, out)
    share_bounds(out)
    return out


def _joint(gap: str, cut: int, i: int) -> str:
    if i == 0:
        return ""
    if "(" in gap[:cut]:
        return "("
    if re.search(r"[;。!?:]", gap[:cut]):
        return ";"
    if "," in gap[:cut]:
        return ","
    if gap[:cut]:
        return ")"
    head = gap.strip()
    if head.startswith("、"):
        return "、"
    if re.match(r"(?:和|及|与|以及|或)", head):
        return "和"
    return "+" if head else "、"


def _share_gap(gap: str, has_pre: bool) -> str:
    """Of the words between two numbers without a stop between: what belongs to the first."""
    split = re.search(r"[、]|(?:和|及|与|以及)(?=[^、]*$)", gap)
    if split:
        return gap[: split.start()]
    if has_pre:
        return ""
    verb = _INNER_VERB.search(gap, 2)
    return gap[: verb.start()] if verb else gap


def _label(all_of: list[Mention], i: int, m: Mention) -> None:
    pre = m.pre
    split = re.match(r"^.*?[、]", pre) if m.joint in {"+"} else None
    if split and i:
        pre = pre[split.end() :]
    if m.joint == "、":
        pre = pre.lstrip("、 ")
    elif m.joint == "和":
        pre = re.sub(r"^(?:以及|和|及|与|或)", "", pre.strip())
    own = strip_label(pre)
    post = "" if _POST_BLOCK.match(m.post) else m.post[:30]
    previous = all_of[i - 1] if i else None
    bare = re.sub(_YEARISH, "", own)
    if own and _CHANGE_ONLY.match(bare):
        m.change_only = True
    verb_only = bool(own) and bool(_VERB_AT_START.fullmatch(own) or re.fullmatch(r"(?:[依已均未拟再]?法?)?" + _VERB_AT_END.pattern, own))
    ends_verbal = bool(_VERB_AT_END.search(own)) or re.search(r"(?:的|对|将|以|由|从|各|和|及|与|、|向|等)$", pre.strip()) is not None
    if own in _SELF:
        verb_only = False
    raw_ends_open = bool(re.search(r"(?:了|有|共|的|对|将|为)$", pre.strip()))
    if own in {"其他", "其余", "还有", "另有"} and post:
        own = ""
    if not own and not post and previous_total(all_of, i):
        m.is_sum = True
        own = (all_of[0].verb or "") + "合计"
    if _OWN_LEVEL.match(own):
        own, m.is_own_level = "", True
    if post and (not own or verb_only or ends_verbal or (raw_ends_open and not _NOMINAL.match(own) and len(own) <= 4)):
        own = own + post.strip("、 ")
        verb_only = False
    if _LEVEL_ONLY.match(own):
        own = ""
    if m.number.unit != "ratio" and (of := re.match(r"^.{0,20}?占(?:到|全部|总|了)?(?=.{2})", own)):
        own = own[of.end() :]
    if m.number.unit == "ratio" and pre.strip() == "的" and previous is not None and (share := re.search(r"^(.*?)占(?:到|了|全部|总)?", previous.pre)):
        whole = strip_label(share[1]) or (all_of[i - 2].label if i >= 2 else "")
        m.label = m.own = whole + "占" + previous.own
        return
    m.own = own
    m.verb = _verb(own)
    label = own
    if previous is not None and not m.change_only:
        if not own:
            label, m.inherited_from = _base(previous.label), i - 1
        elif _ONLY_RATE.match(own) and len(own) <= 4:
            label, m.inherited_from = _base(previous.label) + own, i - 1
        elif verb_only:
            thing = _object(all_of, i)
            if thing:
                label, m.inherited_from = own + thing, i - 1
        elif m.verb is None and m.marker is None and previous.verb not in _OUTCOMES and not own.startswith("被") and m.joint in {"、", "和", ",", "(", "+"} and previous.verb and not previous.change_only:
            inherits = (m.joint in {"、", "和", "+"} and len(own) <= 16) or (
                m.joint == ","
                and len(own) <= 12
                and previous.number.counter == m.number.counter
                and len(previous.own) <= 16
                and (own in _SELF or not (_VERB_AT_START.match(own) or _VERB_AT_END.search(own)))
            )
            same = previous.number.unit == m.number.unit
            if inherits and same and m.joint != "(" and not re.search(r"率$|占比|比重", own):
                m.verb = previous.verb
                if not own.startswith(previous.verb):
                    label = previous.verb + own
    elif m.change_only and previous is not None:
        label, m.inherited_from = _base(previous.label), i - 1
    m.label = label


def previous_total(all_of: list[Mention], i: int) -> bool:
    """Whether a bare 合计 closes the list before it: the numbers of its unit add up to it."""
    m = all_of[i]
    if i < 2 or not re.search(r"(?:合计|共计|总计|共)$", m.pre.strip()):
        return False
    before = [x.number.value for x in all_of[:i] if x.number.unit == m.number.unit]
    return len(before) >= 2 and sum(before) == m.number.value


def _verb(label: str) -> str | None:
    if _NOMINAL.match(label) or _NOUN_FIRST.match(label):
        return None
    found = _VERB_AT_START.match(label)
    return found[0] if found else None


def _base(label: str) -> str:
    return _LEVEL_VERB.sub("", re.sub(r"(?:同比|环比|较上年|比上年|较去年|比去年).*$", "", label)) or label


def _object(all_of: list[Mention], i: int) -> str:
    """The noun that a bare verb takes over from the number before: 制定规范性文件2件,废止5件."""
    for back in range(i - 1, max(-1, i - 6), -1):
        other = all_of[back]
        if other.number.unit != all_of[i].number.unit or other.change_only:
            continue
        thing = other.label[len(other.verb) :] if other.verb and other.label.startswith(other.verb) else other.label
        thing = _VERB_AT_END.sub("", thing) or thing
        if len(thing) >= 2:
            return thing[-16:]
    return ""


def _respective(text: str, start: int, all_of: list[Mention]) -> None:
    """甲、乙、丙分别为1、2、3: each number takes its own name of the list before."""
    i = 0
    while i < len(all_of):
        m = all_of[i]
        run = i
        while run + 1 < len(all_of) and all_of[run + 1].joint in {"、", "和", "+"} and all_of[run + 1].number.unit == m.number.unit and not strip_label(re.sub(r"^(?:以及|和|及|与|、)", "", all_of[run + 1].pre)):
            run += 1
        n = run - i + 1
        if n >= 2 and not m.change_only:
            names, shared = _names(m.pre, n)
            if len(names) == n:
                verb = _verb(strip_label(names[0])) or ""
                for k in range(n):
                    name = strip_label(names[k])
                    if not name:
                        continue
                    if k and verb and _verb(name) is None:
                        name = verb + name
                    all_of[i + k].label = name if shared.startswith(name) else name + shared
                    all_of[i + k].own = name
                    all_of[i + k].respective = names
        i = run + 1


def _names(pre: str, n: int) -> tuple[list[str], str]:
    """The n names of 甲、乙和丙(共同的词)分别(共同的词)为, and the words that they share."""
    words = pre.strip()
    cue = re.search(r"(?:分别|依次|各自)", words)
    head, tail = (words[: cue.start()], words[cue.end() :]) if cue else (words, "")
    shared = strip_label(tail)
    head = re.sub(r"(?:均|各)?(?:为|是|达到?|有)?$", "", head)
    head = re.sub(r"[两三四五六七八九十\d]+(?:类|项|种|级|者|县|市|区|方面)$", "", head)
    names = [w for w in re.split(r"、|(?:以及|和|及|与)(?=[^、]{2,}$)|(?<=[率量数])(?:和|及|与)", head) if w]
    if len(names) != n or any(not w.strip() for w in names):
        return [], ""
    if not cue and not (all(w.strip().endswith(("率", "度", "量", "数")) for w in names) or n >= 3):
        return [], ""
    if len(names[-1]) > max(len(w) for w in names[:-1]) + 3:
        usual = max(len(w) for w in names[:-1])
        cut = _INNER_VERB.search(names[-1], 1)
        at = cut.start() if cut and cut.start() <= usual + 2 else usual
        shared = names[-1][at:] + shared
        names[-1] = names[-1][:at]
    return names, shared


def noun_of(m: Mention) -> str:
    """What is counted, without what was done with it: 行政处罚案件 of 办理行政处罚案件."""
    thing = m.label[len(m.verb) :] if m.verb and m.label.startswith(m.verb) else m.label
    return thing[-16:]


_SINCE_YEAR = re.compile(r"((?:19|20)\d\d)年以来")
_YEAR_LIST = re.compile(r"((?:19|20)\d\d)年?[、和与及](?:((?:19|20)\d\d)年?[、和与及])?((?:19|20)\d\d)年")


def series_years(text: str, start: int, all_of: list[Mention]) -> None:
    """2018年以来分别为a、b、c: each number of the run takes its own year."""
    i = 0
    while i < len(all_of):
        run = i
        while run + 1 < len(all_of) and all_of[run + 1].joint in {"、", "和"} and all_of[run + 1].number.unit == all_of[i].number.unit:
            run += 1
        n = run - i + 1
        ahead = text[start : all_of[i].number.start]
        if n >= 2 and re.search(r"分别|依次", ahead[-16:]) and not all_of[i].respective:
            since, listed = None, None
            for since in _SINCE_YEAR.finditer(ahead):
                pass
            for listed in _YEAR_LIST.finditer(ahead):
                pass
            years: list[int] = []
            if listed:
                years = [int(y) for y in listed.groups() if y]
            elif since:
                years = [int(since[1]) + k for k in range(n)]
            if len(years) == n:
                for k in range(n):
                    all_of[i + k].series_year = years[k]
        i = run + 1


def link_changes(all_of: list[Mention], recent: list[Mention]) -> None:
    """较上年分别下降18.3%、24.5%: each change of a bare run belongs to its own of the levels before, in order."""
    i = 0
    while i < len(all_of):
        if not all_of[i].change_only:
            i += 1
            continue
        run = i
        while run + 1 < len(all_of) and all_of[run + 1].joint in {"、", "和"} and (all_of[run + 1].change_only or not all_of[run + 1].own or all_of[run + 1].inherited_from == run):
            run += 1
        n = run - i + 1
        levels = [m for m in [*recent, *all_of[:i]] if not m.change_only and m.parent is None]
        if n >= 2 and "分别" in all_of[i].pre or n >= 2 and "依次" in all_of[i].pre:
            if len(levels) >= n:
                for k in range(n):
                    m, level = all_of[i + k], levels[len(levels) - n + k]
                    m.change_only, m.level, m.label = True, level, _base(level.label)
        i = run + 1


def share_bounds(all_of: list[Mention]) -> None:
    """控制在0.2%和2%以内: the bound behind the last of a run holds for all of it."""
    for i in range(len(all_of) - 1, 0, -1):
        last, m = all_of[i], all_of[i - 1]
        if last.joint in {"、", "和"} and last.number.comparator in {"ge", "le"} and m.number.comparator == "eq" and m.number.unit == last.number.unit and not last.own.strip() :
            all_of[i - 1].number = replace(m.number, comparator=last.number.comparator)
        elif last.respective and m.respective is last.respective and last.number.comparator in {"ge", "le"} and m.number.comparator == "eq":
            all_of[i - 1].number = replace(m.number, comparator=last.number.comparator)

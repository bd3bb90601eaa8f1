"""Sentences without figures, such as fill most of a report: what the generated documents are padded with."""

from __future__ import annotations

from random import Random

WHO = (
    "局党组", "主要负责人", "分管负责人", "各科室", "执法大队", "法规部门", "各执法中队", "局属单位",
    "法律顾问", "基层站所", "机关党支部", "公职律师",
)  # fmt: skip
HOW = (
    "定期研究法治工作", "带头学习新出台的法律法规", "把法治要求写进岗位职责", "逐条对照清单查找差距",
    "认真听取企业和群众的意见", "严格按照法定权限和程序履行职责", "主动公开执法依据、流程和结果",
    "及时修订内部管理制度", "对疑难案件集体会商", "耐心解答当事人的疑问", "坚持教育与处罚相结合",
    "加强与公安、市场监管等部门的协作", "完善从发现到办结的闭环管理", "注重用群众听得懂的语言讲法",
    "深入村镇、社区和施工现场了解情况", "规范执法文书的制作和送达", "妥善保管音像记录和案卷材料",
    "对轻微违法行为以提醒、告诫为先", "畅通投诉举报渠道", "自觉接受人大、政协和社会监督",
    "把合法性审核作为发文的必经环节", "健全涉企检查的备案制度", "落实执法辅助人员管理办法",
    "推动执法数据在部门之间共享", "依托信息平台开展线上巡查", "注意倾听行业协会的建议",
)  # fmt: skip
SO = (
    "依法办事的氛围日益浓厚", "执法的公信力稳步提高", "行业秩序明显好转", "办事群众的获得感不断增强",
    "权力运行更加规范透明", "矛盾纠纷大多化解在基层", "制度的笼子越扎越紧",
    "队伍的作风和面貌有了新的变化", "企业负担得到切实减轻", "为民服务的水平持续提升",
    "重点工作有序推进", "法治建设与业务工作相互促进",
)  # fmt: skip
FIELD = (
    "道路运输", "水路运输", "工程建设", "路政管理", "安全生产", "信用监管", "政务服务", "行政审批",
    "普法宣传", "行政复议与应诉", "规范性文件管理", "重大决策", "执法监督", "队伍建设", "矛盾化解",
    "公平竞争审查",
)  # fmt: skip
OPENING = (
    "在{field}方面，", "围绕{field}，", "针对{field}中的薄弱环节，", "聚焦{field}，", "为做好{field}工作，",
    "以{field}为抓手，", "把{field}摆在突出位置，", "",
)  # fmt: skip
SHAPES = (
    "{opening}{who}{how}，{how2}，{so}。",
    "{opening}{who}{how}；{who2}{how2}，做到有部署、有检查、有反馈。",
    "{opening}坚持问题导向，{how}，{how2}，力求标本兼治。",
    "{opening}{who}会同{who2}，{how}，{so}，{so2}。",
    "{opening}{how}，既管当前又谋长远，{so}。",
)


def sentence(random: Random) -> str:
    """One sentence about the work of an agency, without a figure."""
    who, who2 = random.sample(WHO, 2)
    how, how2 = random.sample(HOW, 2)
    so, so2 = random.sample(SO, 2)
    opening = random.choice(OPENING).format(field=random.choice(FIELD))
    shape = random.choice(SHAPES)
    return shape.format(opening=opening, who=who, who2=who2, how=how, how2=how2, so=so, so2=so2)


def paragraph(random: Random, size: int) -> str:
    """Sentences of about `size` bytes of UTF-8 together."""
    parts = [sentence(random)]
    while len("".join(parts).encode()) < size:
        parts.append(sentence(random))
    return "".join(parts)

"""What the written report says in figures: sentences from the same functions as the pages. Words are Chinese in every
language."""

from django.utils.translation import override

from branches.models import Organisation
from core.documents import day_text
from core.history import as_of
from pledges.queries.cover import covered_board
from pledges.queries.duties import counted, told
from projects.models import Project
from projects.queries.portfolio import in_motion
from ratings.choices import TIER_WORDS, Movement, Tier
from ratings.queries import board
from ratings.queries.apart import apart_of_flow
from ratings.queries.census import census, counted_kinds
from ratings.queries.closings import closures
from ratings.queries.flow import counted as flow_of
from ratings.queries.flow import last_rated
from ratings.templatetags.ratings import reached, tiers
from reports.queries.annual.facts.members import members, rows_of
from reports.queries.annual.query import AnnualQuery

DUTIES = {
    "pledge": "公开承诺",
    "activity": "活动计划",
    "rectification": "整顿方案",
    "benchmark": "对标先进",
    "helper": "结对帮扶",
    "unit": "单位年度计划",
    "meeting": "点评互评会",
}


def situation(query: AnnualQuery) -> list[str]:
    """How it stands: branches by tier, targets, movements."""
    return [_tiers(query), *_targets(query), *_movements(query)]


def work(query: AnnualQuery) -> list[str]:
    """What was done: duties seen to, projects."""
    return [*_duties(query), *_projects(query)]


def _tiers(query):
    found = census(query.campaign, query.on, query.unit)
    tiers = "、".join(f"{_word(tier)}{found.tiers[tier]}个" for tier in reversed(Tier))
    whose = query.called if query.unit else "全校"
    return (
        f"截至{day_text(query.on)}，{whose}共有党支部{found.everybody}个，已评定等次{found.rated}个，"
        f"其中{tiers}；尚未评定{found.unrated}个。"
    )


def _targets(query):
    asked = Organisation.objects.filter(pk=query.unit.pk if query.unit else None)
    shown = covered_board(query.campaign, query.on, board.units_of(query.campaign, asked))
    row = shown.units[0] if query.unit else shown.university
    return [_target(target, row.figures[target.code]) for target in shown.targets]


def _target(target, figure):
    with override("zh-hans"):
        start, aim = tiers(target.from_tiers), reached(target)
    said = f"{day_text(target.deadline)}前，{start}党支部中{target.percent}%以上晋位为{aim}："
    if not figure.cohort:
        return f"{said}本单位不适用。"
    state = "已完成" if figure.met else f"尚差{figure.gap}个"
    counts = f"基数{figure.cohort}个，应晋位{figure.needed}个，已晋位{figure.risen}个，晋位率{figure.share}%"
    return f"{said}{counts}，{state}。"


def _movements(query):
    rated = last_rated(query.campaign, query.on, 2)
    if len(rated) < 2:
        return []
    later, earlier = rated
    branches = rows_of(query).filter(kind__in=counted_kinds(query.campaign))
    flow = flow_of(branches, earlier, later, everybody=query.unit is None)
    rose, stayed, fell = (flow.count(one) for one in (Movement.ROSE, Movement.STAYED, Movement.FELL))
    told = f"与“{earlier.name}”相比，“{later.name}”中两次均已评定的党支部晋位{rose}个、持平{stayed}个、下降{fell}个。"
    found = apart_of_flow(query.campaign, query.on, branches, (earlier, later), closures(query.campaign), flow)
    return [told, *([f"目标另按以下口径计算：{'；'.join(map(_apart, found))}。"] if found else [])]


def _apart(apart):
    """Branches that the targets count otherwise than the movements, with their names."""
    with override("zh-hans"):
        words = apart.words
    names = "、".join(f"{one.name}（承接：{one.heir}）" if one.heir else one.name for one in apart.branches)
    more = f"等{apart.count}个" if apart.more else ""
    return f"{words}：{names}{more}" if names else words


def _duties(query):
    found = told(query.campaign, query.on, members(query, query.on))
    counts = [one for one in counted(found) if one.expected]
    words = "；".join(f"{DUTIES[one.kind]}应落实{one.expected}项、已落实{one.fulfilled}项" for one in counts)
    return [f"各项工作落实情况：{words}。"] if words else []


def _projects(query):
    rows = as_of(Project, query.on).filter(organisation__in=rows_of(query).order_by().values("pk"))
    found = in_motion(rows, query.on)
    if not (found.running or found.accepted):
        return []
    return [f"党建创新项目在研{found.running}项，已结项{found.accepted}项。"]


def _word(tier):
    return TIER_WORDS[Tier(tier).identifier]

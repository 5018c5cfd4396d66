"""The form of a call as a browser sends it."""

from projects.rules.calls import ACCEPTANCE_PRESET, PRESET

FACTS = {
    "title": "2012年党建创新立项",
    "text": "围绕教学科研立项。",
    "applicants": "both",
    "unit_quota": "2",
    "key_quota": "2",
    "key_money": "5000",
    "general_quota": "5",
    "general_money": "2000",
    "opens_on": "2012-06-01",
    "closes_at": "2012-06-15T18:00",
    "support_by": "2012-06-20",
    "judge_by": "2012-06-30",
    "starts_on": "2012-09-01",
    "midterm_on": "2013-01-15",
    "final_on": "2013-06-15",
    "ends_on": "2013-08-31",
    "result_rule": "mean",
    "extension_months": "3",
    "correction_months": "3",
    "very_late_days": "14",
    "excellent_percent": "50",
}


def rows(prefix, pairs):
    """Rows of criteria."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(pairs)), f"{prefix}-INITIAL_FORMS": "0"}
    for place, (name, points) in enumerate(pairs):
        sent |= {f"{prefix}-{place}-name": name, f"{prefix}-{place}-points": str(points)}
    return sent


def sent(criteria=PRESET, acceptance=ACCEPTANCE_PRESET, **facts):
    """All of it, with other `facts`; None leaves one out."""
    values = {**FACTS, **rows("criteria", criteria), **rows("acceptance_criteria", acceptance), **facts}
    return {name: value for name, value in values.items() if value is not None}

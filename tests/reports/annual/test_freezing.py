"""A final edition is frozen whole or not at all, says what it was counted from, and never changes."""

import errno
import hashlib
import os

import pytest
from django.db import IntegrityError

from core.models import Event
from ratings.choices import State, Tier
from ratings.models import Rating, Tally
from reports import actions
from reports.models import AnnualEdition, AnnualReport
from tests.pledges.made import on
from tests.reports.annual.made import PAGE, RATED, TODAY, asked, files

FREEZE = f"{PAGE}final/?year=2012"


def frozen(world, number=1, why=""):
    return actions.freeze(query=asked(world), number=number, why=why, by=world.people["department"])


def content(client, edition):
    return client.get(f"{PAGE}editions/{edition.pk}/file/").getvalue()


def test_edition_keeps_file_day_rules_and_hash(ready, client_of):
    edition = frozen(ready)
    told = content(client_of("department"), edition)
    assert hashlib.sha256(told).hexdigest() == edition.sha256
    assert (edition.number, edition.on, edition.rules, edition.size) == (1, TODAY, "R1–R38", len(told))
    event = Event.objects.get(detail__verb="freeze")
    assert event.detail == {"verb": "freeze", "campaign": "2012", "year": 2012, "edition": 1}


def test_edition_is_downloaded_again_byte_for_byte(ready, client_of):
    edition = frozen(ready)
    before = content(client_of("viewer"), edition)
    Rating.objects.filter(organisation=ready["0101"]).update(state=State.DRAFT)
    assert content(client_of("department"), edition) == before


def test_red_line_stops_the_final_edition_not_the_draft(ready, refused, client_of):
    Rating.objects.filter(organisation=ready["0101"], round=ready.later).update(state=State.RETURNED, reason="有误")
    told = {"query": asked(ready), "number": 1, "by": ready.people["department"]}
    assert refused(actions.freeze, **told) == {"__all__": ["尚不能定稿：未审定的评定。请在核查清单中处理。"]}
    assert client_of("department").get(FREEZE).context["decision"].obstacle
    draft = client_of("department").get(f"{PAGE}draft/?year=2012")
    assert draft.getvalue()[:2] == b"PK"


def test_finding_that_nobody_accepted_stops_it(rated, refused):
    told = {"query": asked(rated), "number": 1, "by": rated.people["department"]}
    assert refused(actions.freeze, **told) == {"__all__": ["尚不能定稿：逾期未落实的工作。请在核查清单中处理。"]}


def test_figure_that_differs_from_its_page_stops_it(ready, refused):
    """What the board sums up was damaged in the database: the facts come to another number."""
    alike = {"baseline": Tier.ORDINARY, "tier": Tier.ADVANCED, "rerated": True, "left_out": False, "since": RATED}
    Tally.objects.create(campaign=ready.campaign, unit=ready["01"], count=7, **alike)
    told = {"query": asked(ready), "number": 1, "by": ready.people["department"]}
    before = files()
    [[sentence]] = refused(actions.freeze, **told).values()
    assert sentence.startswith("年报中有6个数字与页面不一致，未定稿：晋位升级目标完成情况表：文学院党委")
    assert (AnnualEdition.objects.count(), files()) == (0, before)


def test_part_of_a_unit_is_never_frozen(ready, refused):
    told = {"query": asked(ready, ready["01"]), "number": 1, "by": ready.people["department"]}
    assert refused(actions.freeze, **told) == {"__all__": ["单位部分均为草稿，定稿以全校年报为准。"]}


def test_correction_says_what_it_corrects(ready, refused):
    frozen(ready)
    told = {"query": asked(ready), "number": 2, "by": ready.people["department"]}
    assert refused(actions.freeze, **told) == {"why": ["请写明较第1版更正了什么、为何更正。"]}
    assert frozen(ready, 2, "更正0101等次").why == "更正0101等次"


def test_second_person_is_told_who_was_faster(ready, refused):
    with on(TODAY):
        frozen(ready)
    told = {"query": asked(ready), "number": 1, "by": ready.people["department-2"]}
    [[sentence]] = refused(actions.freeze, **told).values()
    assert sentence.startswith("第1版已由department于2012年11月20日")


@pytest.mark.parametrize("lost", ["fsync", "replace"])
def test_full_disk_leaves_neither_row_nor_file(ready, refused, monkeypatch, lost):
    def fails(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    before, told = files(), {"query": asked(ready), "number": 1, "by": ready.people["department"]}
    with monkeypatch.context() as full:
        full.setattr(os, lost, fails)
        [[sentence]] = refused(actions.freeze, **told).values()
    assert "No space left on device" in sentence
    assert (AnnualEdition.objects.count(), files()) == (0, before)
    assert frozen(ready).number == 1


def test_row_that_is_refused_leaves_no_file(ready):
    report = AnnualReport.objects.get()
    first = frozen(ready)
    before = files()
    edition = AnnualEdition(report=report, number=2, on=TODAY, rules="R1–R38", why="")
    with pytest.raises(IntegrityError):
        edition.save()
    assert first.file.name in before


def test_file_that_is_another_one_is_not_handed_out(ready, client_of, told, refused):
    edition = frozen(ready)
    with open(edition.file.path, "ab") as stream:
        stream.write(b"x")
    answer = client_of("department").get(f"{PAGE}editions/{edition.pk}/file/")
    assert (answer.url, told(answer)) == (edition.get_absolute_url(), "文件与定稿时不一致，请从备份恢复。")
    facts = {"query": asked(ready), "number": 2, "why": "更正", "by": ready.people["department"]}
    assert refused(actions.freeze, **facts) == {"__all__": ["第1版的文件与定稿时不一致，请先从备份恢复。"]}


def test_page_freezes_and_leads_to_the_edition(ready, client_of):
    client = client_of("department")
    answer = client.post(FREEZE, {"number": 1})
    edition = AnnualEdition.objects.get()
    assert answer.url == edition.get_absolute_url()
    page = client.get(f"{PAGE}?year=2012").content.decode()
    assert edition.sha256 in page
    again = client.post(FREEZE, {"number": 1, "why": "再来一版"})
    assert "第1版已由department" in again.context["decision"].obstacle
    assert AnnualEdition.objects.count() == 1

"""The showcase: five selected entries, one whose branch has fallen since, and one each that is supported, returned,
submitted, taken off, being written (N06)."""

from io import BytesIO

from branches.choices import BASE_KINDS, BRANCH_KINDS
from branches.demo.drawings import meeting
from core.attachments.fields import Attachment
from core.attachments.models import put_file
from pledges.actions.showcase.pictures import new_token
from pledges.actions.showcase.texts import FIELDS
from pledges.choices import EntryState
from pledges.demo.words.shows import CAPTIONS, FALLEN, RETURNED, SHOWS, TAKEN_OFF
from pledges.models import ShowcaseEntry, ShowcasePicture
from ratings.choices import Tier

SELECTED = 5
APART = 4  # from one branch that shows something to the next: of several units
DAYS = {True: (20, 18, 15, 9), False: (40, 42, 45, 50)}  # ago; after the baseline


def tell(scene) -> None:
    """Everything the branches show, by the order of their codes."""
    branches = [one for one in scene.organisations if one.kind in BRANCH_KINDS and one.closed_on is None]
    high = [one for one in branches if scene.tier(one) == Tier.ADVANCED]
    before = [one for one in branches if scene.tier(one, scene.days.baseline) == Tier.ADVANCED and one not in high]
    told = [(_selected, text) for text in SHOWS[:SELECTED]]
    told += zip((_supported, _returned, _submitted, _taken_off, _draft), SHOWS[SELECTED:], strict=True)
    for (story, text), branch in zip(told, high[::APART], strict=False):
        story(ToldShow(scene, branch, text))
    for branch in before[:1]:
        _selected(ToldShow(scene, branch, FALLEN))


class ToldShow:
    """An entry of `branch` as it came about; each method is what somebody did later on, in the order of the days."""

    def __init__(self, scene, branch, text):
        self.scene, self.chronicle, self.branch = scene, scene.chronicle, branch
        self.row = ShowcaseEntry(organisation=branch, **{name: getattr(text, name) for name in FIELDS})

    def begin(self, day, *captions):
        """Written, with a drawn picture for each of `captions`."""
        by = self._writer(day)
        self.chronicle.begin(self.row, self.chronicle.moment(day), by=by)
        for caption in captions:
            picture = ShowcasePicture(entry=self.row, caption=caption, token=new_token())
            picture.by = by
            put_file(picture, _drawn(self.scene.dice))
            self.chronicle.begin(picture, self.chronicle.moment(day), by=by)

    def submit(self, day):
        by, moment = self._writer(day), self.chronicle.moment(day)
        facts = {"state": EntryState.SUBMITTED, "submitted_by": by, "submitted_at": moment}
        self.chronicle.go_on(self.row, moment, by=by, **facts)

    def support(self, day):
        """By the unit; the entry of a 直属党支部 needs none."""
        if self.branch.kind not in BASE_KINDS:
            by, moment = self._unit(day), self.chronicle.moment(day)
            facts = {"state": EntryState.SUPPORTED, "supported_by": by, "supported_at": moment}
            self.chronicle.go_on(self.row, moment, by=by, **facts)

    def return_(self, day, reason):
        by = self.scene.users["department"] if self.branch.kind in BASE_KINDS else self._unit(day)
        facts = {"state": EntryState.RETURNED, "reason": reason}
        self.chronicle.go_on(self.row, self.chronicle.moment(day), by=by, why=reason, **facts)

    def select(self, day):
        by = self.scene.users["department"]
        facts = {"state": EntryState.SELECTED, "selected_by": by, "selected_on": day}
        self.chronicle.go_on(self.row, self.chronicle.moment(day), by=by, **facts)

    def take_off(self, day, reason):
        by = self.scene.users["department"]
        facts = {"state": EntryState.TAKEN_OFF, "reason": reason, "withdrawn_on": day}
        self.chronicle.go_on(self.row, self.chronicle.moment(day), by=by, why=reason, **facts)

    def _unit(self, day):
        is_base = self.branch.kind in BASE_KINDS
        return self.scene.users[f"unit-{self.branch.code if is_base else self.scene.unit_of(self.branch, day)}"]

    def _writer(self, day):
        is_base = self.branch.kind in BASE_KINDS
        return self._unit(day) if is_base else self.scene.users[f"branch-{self.branch.code}"]


def _selected(show):
    """These weeks; in spring when its branch, which stood at advanced then, has fallen since."""
    scene = show.scene
    is_high = scene.tier(show.branch) == Tier.ADVANCED
    begun, submitted, supported, selected = map(scene.ago if is_high else scene.spring, DAYS[is_high])
    show.begin(begun, *CAPTIONS)
    show.submit(submitted)
    show.support(supported)
    show.select(selected)


def _supported(show):
    show.begin(show.scene.ago(12), *CAPTIONS[:2])
    show.submit(show.scene.ago(10))
    show.support(show.scene.ago(6))


def _returned(show):
    show.begin(show.scene.ago(9), *CAPTIONS[:2])
    show.submit(show.scene.ago(8))
    show.return_(show.scene.ago(3), RETURNED)


def _submitted(show):
    show.begin(show.scene.ago(7), *CAPTIONS[:2])
    show.submit(show.scene.ago(4))


def _taken_off(show):
    _selected(show)
    show.take_off(show.scene.ago(2), TAKEN_OFF)


def _draft(show):
    show.begin(show.scene.ago(2), *CAPTIONS[:1])


def _drawn(dice):
    """A drawn picture as it is kept."""
    written = BytesIO()
    meeting(dice).save(written, "JPEG")
    return Attachment("活动现场.jpg", "image/jpeg", written.getvalue())

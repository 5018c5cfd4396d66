"""The acts about entries of the showcase."""

from pledges.actions import showcase as actions
from tests.pledges.acts.ready import branch, officer
from tests.pledges.showcase.shown import TEXT, drafted, picture, selected, submitted, supported

ADVANCED = "0103"
REASON = {"reason": "请补充成效数据"}


def _entry(make):
    return lambda world: make(world[ADVANCED])


def _picture(world):
    return drafted(world[ADVANCED]).pictures.first()


ACTS = {
    actions.draft: officer(actions.draft, organisation=branch(ADVANCED), text=TEXT),
    actions.write: officer(actions.write, entry=_entry(drafted), text=TEXT),
    actions.discard: officer(actions.discard, entry=_entry(drafted)),
    actions.add_picture: officer(
        actions.add_picture, entry=_entry(drafted), file=picture("green"), caption="活动现场之三"
    ),
    actions.drop_picture: officer(actions.drop_picture, picture=_picture),
    actions.submit: officer(actions.submit, entry=_entry(drafted)),
    actions.support: officer(actions.support, entry=_entry(submitted)),
    actions.select: officer(actions.select, entry=_entry(supported)),
    actions.return_: officer(actions.return_, entry=_entry(submitted), **REASON),
    actions.send_back: officer(actions.send_back, entry=_entry(supported), **REASON),
    actions.withdraw: officer(actions.withdraw, entry=_entry(submitted), **REASON),
    actions.take_off: officer(actions.take_off, entry=_entry(selected), **REASON),
}

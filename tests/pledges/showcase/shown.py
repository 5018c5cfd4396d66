"""Entries of the showcase for tests, made by the verbs themselves on the day it is."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.attachments.fields import Attachment, accepted
from pledges.actions import showcase as actions
from pledges.actions.showcase import EntryText
from pledges.models import ShowcaseEntry

TEXT = EntryText(
    title="红色实验室",
    background="青年教师多，集中学习时间少。",
    practice="把学习放进实验室，每周一次。",
    special="党员带课题，课题带学生。",
    results="全体党员参加学习，结成互助小组6个。",
    voices="学生说：“老师就在身边。”",
)


def drawn(colour="red", kind="JPEG", **saved) -> bytes:
    """A picture of one colour."""
    stream = BytesIO()
    Image.new("RGB", (64, 40), colour).save(stream, kind, **saved)
    return stream.getvalue()


def sent(name="现场.jpg", content=None) -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, drawn() if content is None else content)


def picture(colour="red", name="现场.jpg") -> Attachment:
    """A picture as it is kept."""
    return accepted(sent(name, drawn(colour)))


def drafted(organisation, *, pictures=2, text=TEXT, by=None) -> ShowcaseEntry:
    """A draft with so many pictures."""
    organisation.refresh_from_db()
    entry = actions.draft(organisation=organisation, text=text, by=by)
    for number, colour in enumerate(("red", "gold", "green")[:pictures], 1):
        actions.add_picture(entry=entry, file=picture(colour), caption=f"活动现场之{number}", by=by)
    return entry


def submitted(organisation, **facts) -> ShowcaseEntry:
    """One that waits for the unit."""
    entry = drafted(organisation, **facts)
    actions.submit(entry=entry, by=None)
    return entry


def supported(organisation, **facts) -> ShowcaseEntry:
    """One that waits for the department."""
    entry = submitted(organisation, **facts)
    actions.support(entry=entry, by=None)
    return entry


def selected(organisation, **facts) -> ShowcaseEntry:
    """One that anyone may read."""
    entry = supported(organisation, **facts)
    actions.select(entry=entry, by=None)
    return entry


def returned(organisation, **facts) -> ShowcaseEntry:
    """One that the unit sent back."""
    entry = submitted(organisation, **facts)
    actions.return_(entry=entry, reason="请补充成效数据", by=None)
    return entry


def taken_off(organisation, **facts) -> ShowcaseEntry:
    """One that anyone could read for a while."""
    entry = selected(organisation, **facts)
    actions.take_off(entry=entry, reason="图片需更换", by=None)
    return entry


def addresses(entry) -> list[str]:
    """The public addresses of its pictures."""
    return [f"/showcase/pictures/{one.address_name}" for one in entry.pictures.order_by("pk")]

"""What the tests of the pages of twinnings share."""

import re
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.pledges.made import TODAY, days

BEGUN = TODAY - days(30)
RECORD = {"on": "2012-06-01", "text": "上门辅导组织生活", "place": "会议室", "solved": "会议制度已建立"}


def picture(name="现场.jpg"):
    stream = BytesIO()
    Image.new("RGB", (64, 48), "red").save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/jpeg")


def errors(response):
    return {name: list(told) for name, told in response.context["decision"].form.errors.items()}


def buttons(response):
    """The names of the verbs on the page of a twinning, of records too."""
    page = response.content.decode()
    return set(re.findall(r"/twinning/\d+/(?:records/\d+/)?([a-z_]+)/\"", page)) - {"agreement"}

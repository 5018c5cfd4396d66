"""The field of a form in which somebody sends in a file, and what it makes of it."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.attachments.kinds import KINDS, PICTURE, ending_of, kind_of
from core.attachments.pictures import redrawn
from core.names import fold

MOST_BYTES = 20 * 1024 * 1024
MOST_IN_NAME = 200
UNFIT_FOR_NAMES = re.compile('[\x00<>:"|?*\ud800-\udfff]')  # Windows refuses them; what is no text ends in no header


@dataclass(frozen=True)
class Attachment:
    """A file that may be kept: the name for its readers, and the very bytes that are stored."""

    name: str
    content_type: str
    content: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class AttachmentField(forms.FileField):
    """A picture, a PDF or an Office file of at most 20 MB; cleaned, an Attachment, None where nothing was chosen."""

    default_error_messages = {
        "required": gettext_lazy("Choose a file."),
        "invalid": gettext_lazy("The file did not arrive. Choose it again."),
        "empty": gettext_lazy("The file is empty. Look whether it can be opened, and choose it again."),
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", ",".join(KINDS))

    def to_python(self, data):
        """Raises: ValidationError, never anything else, whatever the bytes."""
        file = super().to_python(data)
        return None if file is None else accepted(file)


class PictureField(AttachmentField):
    """A picture of at most 20 MB and nothing else."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(PICTURE)

    def to_python(self, data):
        """Raises: ValidationError for what its name says is no picture, and as every AttachmentField."""
        if data not in self.empty_values and PurePath(name := file_name(data.name)).suffix.lower() not in PICTURE:
            sentence = _("“%(name)s” is not a picture of a kind that is shown. Choose a JPEG, PNG, WebP or GIF.")
            raise ValidationError(sentence % {"name": name})
        return super().to_python(data)


def accepted(file) -> Attachment:
    """An uploaded `file` as it is kept. Raises: ValidationError saying what is wrong and what to do."""
    name = file_name(file.name)
    if file.size > MOST_BYTES:
        text = _("“%(name)s” has %(size)s MB; at most %(most)s are accepted. Make it smaller or split it.")
        size = -(-file.size // 2**20)
        raise ValidationError(text % {"name": name, "size": size, "most": MOST_BYTES // 2**20})
    kind, content = kind_of(name), file.read()
    if kind.check:
        kind.check(name, content)
        return Attachment(name, kind.content_type, content)
    ending, content = redrawn(name, content)
    return Attachment(file_name(f"{PurePath(name).stem}{ending}"), KINDS[ending].content_type, content)


def file_name(typed: str) -> str:
    """The `typed` name of a file without folders, folded (R33), of at most 200 characters with its ending."""
    name = fold(UNFIT_FOR_NAMES.sub(" ", re.split(r"[/\\]", typed)[-1]))
    ending = ending_of(name)
    return name if len(name) <= MOST_IN_NAME else name[: MOST_IN_NAME - len(ending)] + ending

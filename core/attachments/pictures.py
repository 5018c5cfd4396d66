"""A picture written anew: upright, of a sensible size, and without what a camera notes about place and time."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
PHOTOS = ("JPEG", "MPO", "WEBP")  # what they hold looks the same as JPEG, at a tenth of the size of a PNG
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"GIF8")
MOST_PIXELS = 50_000_000  # as its refusal says
LONGEST_EDGE = 2560
QUALITY = 88


def redrawn(name: str, content: bytes) -> tuple[str, bytes]:
    """(".jpg" or ".png", the bytes) of the picture in `content`, of an animation its first frame.

    Raises: ValidationError when it is no picture, a broken one or one of too many pixels.
    """
    if not content.startswith(BEGINNINGS):
        raise _no_picture(name)
    try:
        return _redrawn(name, content)
    except ValidationError:
        raise
    except UnidentifiedImageError as foreign:
        raise _no_picture(name) from foreign
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_large(name) from bomb
    except Exception as broken:  # what decoders stumble over has many names
        text = _("“%(name)s” is broken and cannot be shown. Open it, save it anew or take the picture again.")
        raise ValidationError(text % {"name": name}) from broken


def _redrawn(name, content):
    """The size is known from the beginning of the file: a picture that would fill the memory is never unfolded."""
    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_large(name)
        picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is unfolded no larger than needed
        is_photo = picture.format in PHOTOS and not picture.has_transparency_data
        drawn = ImageOps.exif_transpose(_small(picture))
    drawn.info.clear()
    written = BytesIO()
    drawn.save(written, "JPEG" if is_photo else "PNG", quality=QUALITY)
    return ".jpg" if is_photo else ".png", written.getvalue()


def _small(picture):
    """In colours that every picture has; converted only where need be, which takes as much memory again."""
    plain = "RGBA" if picture.has_transparency_data else "RGB"
    drawn = picture if picture.mode in ("L", plain) else picture.convert(plain)
    drawn.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    return drawn


def _no_picture(name):
    text = _("“%(name)s” is not a picture although its name says so. Choose the picture itself.")
    return ValidationError(text % {"name": name})


def _too_large(name):
    text = _("“%(name)s” has more than 50 million pixels. Save it smaller and choose that.")
    return ValidationError(text % {"name": name})

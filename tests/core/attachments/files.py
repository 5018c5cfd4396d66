"""Small files of every kind, made where they are needed."""

import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.attachments.kinds import OLE, OLE_MACROS

PDF = b"%PDF-1.4\n%%EOF\n"
OLE_FILE = OLE + bytes(504)
OLE_WITH_MACROS = OLE_FILE + OLE_MACROS
EXE = b"MZ\x90\x00" + bytes(200)
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, "Camera of comrade Li"


GROUND = {"L": 200, "RGB": "white", "RGBA": (255, 255, 255, 0), "CMYK": "white"}


def picture(kind="PNG", size=(40, 20), mode="RGB", **how):
    """A picture whose upper left corner is red, as a file of this `kind`."""
    drawn = Image.new(mode, size, GROUND[mode])
    if mode != "L":
        drawn.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    written = BytesIO()
    drawn.save(written, kind, **how)
    return written.getvalue()


def photo(orientation=6, kind="JPEG", **how):
    """A picture as a telephone takes it: lying on its side, with place and maker."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[0x010F] = orientation, MAKER
    exif.get_ifd(GPS).update({1: "N", 2: (39.0, 59.0, 30.0)})
    return picture(kind, exif=exif, comment=MAKER.encode(), xmp=MAKER.encode(), **how)


def png_header(width, height):
    """A PNG that says how large it is and holds nothing."""
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + _chunk(b"IEND")
    )


def _chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def archive(*names, size=1):
    """A zip whose members have these names."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, bytes(size))
    return written.getvalue()


def office(part, *more):
    return archive("[Content_Types].xml", "_rels/.rels", f"{part}/document.xml", *more)


def bomb(part="word"):
    """A file of Office that says it unfolds to more than any real one."""
    content = bytearray(office(part))
    place = content.rindex(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 4_000_000_000)
    return bytes(content)


def uploaded(name, content):
    return SimpleUploadedFile(name, content)

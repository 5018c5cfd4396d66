"""What people send in is looked into: what it is decides, not its name; each refusal is one sentence."""

import hashlib
from io import BytesIO

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from core.attachments.fields import MOST_BYTES, Attachment, AttachmentField, file_name
from core.attachments.kinds import KINDS, ZIP_ENTRY
from tests.core.attachments import files
from tests.core.attachments.files import MAKER, archive, office, photo, picture, png_header, uploaded

DOCX = office("word")
ACCEPTED = {
    "材料.pdf": files.PDF,
    "总结.docx": DOCX,
    "名单.xlsx": office("xl"),
    "汇报.pptx": office("ppt"),
    "总结.doc": files.OLE_FILE,
    "名单.xls": files.OLE_FILE,
    "汇报.PPT": files.OLE_FILE,
}
PICTURES = {
    "照片.jpg": picture("JPEG"),
    "照片.JPEG": picture("JPEG", mode="L"),
    "截图.png": picture("PNG", mode="RGBA"),
    "截图.webp": picture("WEBP"),
    "透明.webp": picture("WEBP", mode="RGBA"),
    "动画.gif": picture("GIF"),
    "其实是PNG.jpg": picture("PNG"),
    "印刷.jpg": picture("JPEG", mode="CMYK"),
}


class ProofForm(forms.Form):
    file = AttachmentField()
    more = AttachmentField(required=False)


def clean(name, content):
    return AttachmentField().clean(uploaded(name, content))


def refusal(name, content):
    with pytest.raises(ValidationError) as refused:
        clean(name, content)
    [sentence] = refused.value.messages
    return sentence


@pytest.mark.parametrize("name", ACCEPTED)
def test_document_is_kept_as_it_is(name):
    kept, content = clean(name, ACCEPTED[name]), ACCEPTED[name]
    assert (kept.name, kept.content, kept.size) == (name, content, len(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert kept.content_type == KINDS[f".{name.lower().split('.')[1]}"].content_type


@pytest.mark.parametrize(
    ("name", "kept", "kind"),
    [
        ("照片.jpg", "照片.jpg", "JPEG"),
        ("照片.JPEG", "照片.jpg", "JPEG"),
        ("截图.png", "截图.png", "PNG"),
        ("截图.webp", "截图.jpg", "JPEG"),
        ("透明.webp", "透明.png", "PNG"),
        ("动画.gif", "动画.png", "PNG"),
        ("其实是PNG.jpg", "其实是PNG.png", "PNG"),
        ("印刷.jpg", "印刷.jpg", "JPEG"),
    ],
)
def test_picture_is_written_anew(name, kept, kind):
    found = clean(name, PICTURES[name])
    with Image.open(BytesIO(found.content)) as drawn:
        assert (found.name, drawn.format, drawn.size) == (kept, kind, (40, 20))
    assert (found.content_type, found.sha256) == (
        f"image/{kind.lower()}",
        hashlib.sha256(found.content).hexdigest(),
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photo_tells_nothing_about_place_and_camera(kind):
    sent = photo(kind=kind)
    kept = clean("IMG_1.jpg", sent).content
    with Image.open(BytesIO(kept)) as drawn:
        assert (dict(drawn.getexif()), drawn.info.keys() & {"exif", "comment", "xmp", "icc_profile"}) == ({}, set())
    assert (MAKER.encode() in sent, MAKER.encode() in kept) == (True, False)


@pytest.mark.parametrize(
    ("orientation", "size", "red"), [(1, (40, 20), (2, 2)), (6, (20, 40), (17, 2)), (3, (40, 20), (37, 17))]
)
def test_photo_stands_upright(orientation, size, red):
    with Image.open(BytesIO(clean("a.jpg", photo(orientation)).content)) as drawn:
        left, middle, _blue = drawn.getpixel(red)
        assert (drawn.size, left > 200, middle < 90) == (size, True, True)


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 1000), (2560, 640)), ((1000, 4000), (640, 2560)), ((90, 60), (90, 60))]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_large_picture_is_made_smaller(kind, size, kept):
    with Image.open(BytesIO(clean("a.png", picture(kind, size)).content)) as drawn:
        assert drawn.size == kept


REFUSED = {
    "empty": ("空.pdf", b"", "文件是空的。请先确认文件能正常打开，再重新选择。"),
    "large": ("大.pdf", bytes(MOST_BYTES + 1), "“大.pdf”有21 MB，最多20 MB。请压缩或拆分后再上传。"),
    "program": ("照片.jpg", files.EXE, "“照片.jpg”的扩展名是图片，内容却不是图片。请选择图片原件。"),
    "text": ("照片.png", b"hello", "“照片.png”的扩展名是图片，内容却不是图片。请选择图片原件。"),
    "sound": ("声音.webp", b"RIFF\x24\0\0\0WAVEfmt ", "“声音.webp”的扩展名是图片，内容却不是图片。请选择图片原件。"),
    "bitmap": ("图.jpg", picture("BMP"), "“图.jpg”的扩展名是图片，内容却不是图片。请选择图片原件。"),
    "unknown": (
        "a.exe",
        files.EXE,
        "不接受“a.exe”这类文件。请上传图片（JPEG、PNG、WebP、GIF）、PDF或Word、Excel、PowerPoint文件。",
    ),
    "no ending": (
        "材料",
        files.PDF,
        "不接受“材料”这类文件。请上传图片（JPEG、PNG、WebP、GIF）、PDF或Word、Excel、PowerPoint文件。",
    ),
    "vector": ("图.svg", b"<svg/>", "“图.svg”是SVG图片，可能含有程序，不予接受。请另存为PNG后上传。"),
    "macros": ("a.docm", DOCX, "“a.docm”含有宏，不予接受。请另存为.docx、.xlsx或.pptx后上传。"),
    "hidden macros": (
        "a.docx",
        office("word", "word/vbaProject.bin"),
        "“a.docx”含有宏，不予接受。请另存为.docx、.xlsx或.pptx后上传。",
    ),
    "old macros": ("a.xls", files.OLE_WITH_MACROS, "“a.xls”含有宏，不予接受。请另存为.docx、.xlsx或.pptx后上传。"),
    "huge": ("a.png", png_header(30_000, 30_000), "“a.png”超过5000万像素。请缩小后再上传。"),
    "too many pixels": ("a.png", png_header(7_100, 7_100), "“a.png”超过5000万像素。请缩小后再上传。"),
    "broken": ("a.jpg", picture("JPEG")[:400], "“a.jpg”已损坏，无法显示。请打开后另存，或重新拍照。"),
    "no PDF": ("a.pdf", DOCX, "“a.pdf”的扩展名是PDF，内容却不是PDF。请打开后另存为PDF再上传。"),
    "heavy": ("a.docx", files.bomb(), "“a.docx”解压后过大。请减少其中的图片，或另存为PDF后上传。"),
    "many": ("a.docx", DOCX + ZIP_ENTRY * 10_001, "“a.docx”解压后过大。请减少其中的图片，或另存为PDF后上传。"),
}
NOT_OFFICE = "“{}”的扩展名是Office文件，内容却不是，或者设有密码。请打开后另存为不带密码的文件，再上传。"


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refusal_says_what_why_and_what_to_do(name, content, sentence):
    assert refusal(name, content) == sentence


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", office("xl")),
        ("a.xlsx", DOCX),
        ("a.pptx", archive("ppt/presentation.xml")),
        ("a.docx", b"PK\x03\x04 and no more"),
        ("a.docx", files.OLE_FILE),
        ("a.docx", DOCX[:-30]),
        ("a.doc", DOCX),
        ("a.xls", b"<html></html>"),
    ],
)
def test_office_file_of_another_content_is_refused(name, content):
    assert refusal(name, content) == NOT_OFFICE.format(name)


def test_refusals_are_said_in_english_too():
    with translation.override("en"):
        told = [refusal(name, content) for name, content, _sentence in REFUSED.values()]
    assert [sentence for sentence in told if not sentence.isascii() and "“" not in sentence] == []
    assert told[2] == "“照片.jpg” is not a picture although its name says so. Choose the picture itself."


WHOLE = [*PICTURES.values(), *ACCEPTED.values(), photo(), png_header(9, 9)]
DAMAGED = st.builds(
    lambda content, cut, place, byte: content[:cut][:place] + bytes([byte]) + content[:cut][place + 1 :],
    st.sampled_from(WHOLE),
    st.integers(1, 900),
    st.integers(0, 900),
    st.integers(0, 255),
)
BEGUN = st.builds(bytes.__add__, st.sampled_from([one[:30] for one in WHOLE]), st.binary(max_size=300))


@given(st.sampled_from([f"a{one}" for one in KINDS]), st.binary(min_size=1) | DAMAGED | BEGUN)
@example("a.webp", picture("WEBP")[:40])
def test_any_bytes_are_kept_or_refused_in_a_sentence(name, content):
    form = ProofForm({}, {"file": uploaded(name, content)})
    kept, told = form.is_valid(), form.errors.get("file", [])
    assert (len(told), kept) in {(0, True), (1, False)}
    assert not kept or form.cleaned_data["file"].content_type in {kind.content_type for kind in KINDS.values()}


@given(st.text())
def test_any_name_is_kept_short_and_without_folders(typed):
    name = file_name(typed)
    assert (len(name) <= 200, set(name) & set('/\\\x00\n\r\t"<>')) == (True, set())
    assert (file_name(name), name.encode()) == (name, name.encode())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\资料\\总结.docx", "总结.docx"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("总\u202e结\u3000１.pdf", "总结 1.pdf"),
        ("长" * 300 + ".docx", "长" * 195 + ".docx"),
        ("a" * 300 + "." + "b" * 300, "a" * 200),
        ('a"b\x00\n<c>.pdf', "a b c .pdf"),
    ],
)
def test_name_is_folded_and_cut(typed, kept):
    assert file_name(typed) == kept


def test_field_takes_a_file_that_lies_on_the_disk():
    """As Django hands over what is larger than FILE_UPLOAD_MAX_MEMORY_SIZE."""
    with TemporaryUploadedFile("大.pdf", "application/pdf", 0, None) as file:
        file.write(files.PDF)
        file.seek(0)
        file.size = len(files.PDF)
        form = ProofForm({}, {"file": file})
        assert form.is_valid()
    assert form.cleaned_data == {"file": Attachment("大.pdf", "application/pdf", files.PDF), "more": None}


def test_missing_file_is_asked_for():
    assert ProofForm({}, {}).errors == {"file": ["请选择文件。"]}

"""Pictures and sheets for the files of the fictional university: drawn, nobody is on them."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from core.attachments.fields import Attachment

SIZE = (640, 400)
WALL, FLOOR, RED, GOLD, WOOD, INK = "#f1ede4", "#c9bfae", "#c8102e", "#f2c230", "#8a6642", "#333333"
COATS = ("#35506b", "#5b7f5f", "#7a4b5e", "#4a4a4a", "#a0703c")


def kept(row, name, content_type, picture, written_as):
    """`row` with its file in the store."""
    written = BytesIO()
    picture.save(written, written_as)
    file = Attachment(name, content_type, written.getvalue())
    row.name, row.size, row.sha256 = file.name, file.size, file.sha256
    row.file.save(file.name, ContentFile(file.content), save=False)
    return row


def meeting(dice):
    """People around a table under a red banner."""
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 640, 400), FLOOR)
    draw.rectangle((60, 30, 580, 80), RED)
    for letter in range(dice.randint(8, 12)):
        draw.rectangle((90 + 40 * letter, 42, 116 + 40 * letter, 68), GOLD)
    for seat in range(dice.randint(5, 7)):
        left, coat = 70 + 76 * seat, dice.choice(COATS)
        draw.ellipse((left + 12, 150, left + 48, 190), "#e3b99a")
        draw.rounded_rectangle((left, 190, left + 60, 300), 18, coat)
    draw.rounded_rectangle((40, 260, 600, 320), 10, WOOD)
    return picture


def signatures(dice):
    """A ruled sheet with names that nobody can read."""
    sheet = Image.new("L", (595, 842), "white")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((200, 50, 395, 74), INK)
    for row in range(16):
        top = 120 + 40 * row
        draw.line((60, top, 535, top), INK)
        if row < 15:
            points = [(300 + 12 * step, top + 20 + dice.randint(-10, 10)) for step in range(dice.randint(6, 14))]
            draw.line(points, INK, 2)
    for left in (60, 120, 280, 535):
        draw.line((left, 120, left, 720), INK)
    return sheet


def receipt(amount):
    """A slip of paper that says `amount`, with a round stamp."""
    slip = Image.new("RGB", (480, 280), "white")
    draw = ImageDraw.Draw(slip)
    draw.rectangle((20, 20, 460, 260), outline=INK, width=2)
    for top in (80, 130, 180):
        draw.line((40, top, 440, top), INK)
    draw.text((60, 145), f"CNY {amount}", INK)
    draw.ellipse((330, 150, 430, 250), outline=RED, width=4)
    return slip

"""Chinese is set as Chinese is: in the catalogue, and what `tests.wording.misprints` finds on pages."""

import re

import pytest

from bin.messages import catalogues, read
from tests.wording.misprints import FAULTS, faults, misprints

PLACE = re.compile(r"%\(\w+\)[sd]|{\w*}|%[sd]")  # of what is put in: a word or a number
PAGE = '<!doctype html><html lang="{}"><body>{}</body></html>'


def sentences():
    """Every Chinese sentence, as it reads with a word and with a number put in."""
    for path in catalogues():
        for message in read(path):
            yield from (filled(one, put_in) for one in strings(message.string) for put_in in "字1" if message.id)


def strings(told):
    """What an entry of the catalogue says, in one form or several."""
    return told if isinstance(told, tuple) else [told]


def filled(sentence, put_in):
    return PLACE.sub(put_in, sentence).replace("%%", "%")


def test_catalogue_is_set_as_chinese_is():
    assert [(one, found) for one in sentences() if (found := faults(one))] == []


def test_shares_in_english_have_no_blank_either():
    english = [filled(one, "1") for path in catalogues() for entry in read(path) for one in strings(entry.id)]
    assert [one for one in english if FAULTS["blank before %"].search(one)] == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h1>已晋位: 3</h1>", ["half-width"]),
        ("<p><a>文学院</a>: 等次相同</p>", ["half-width"]),
        ("<p>党支部 (已撤销)</p>", ["half-width", "half-width"]),
        ("<p>20.9 %</p>", ["blank before %"]),
        ("<th>ordinary-1</th>", ["identifier"]),
        ("<td>not_rerated</td>", ["identifier"]),
        ("<p>max(0, 2 − 0) = 2</p>", ["identifier"]),
        ('<td data-label="已晋位: ">3</td>', ["half-width"]),
        ("<p>已晋位：3（20.9%），10:15</p><p>B01: 3</p>", []),
        ('<p class="typed">第一 (二)</p><textarea>第一: </textarea><code>as_of</code>', []),
        ("<p>王永康（branch-139）</p>", []),
    ],
)
def test_what_is_set_wrong_on_a_page_is_found(html, found):
    assert [what for what, _where in misprints(PAGE.format("zh-hans", html))] == found


def test_pages_in_english_are_set_as_english_is():
    assert misprints(PAGE.format("en", "<p>先进 (3): ordinary-1</p>")) == []

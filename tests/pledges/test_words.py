"""One word for one thing in the Chinese of plans, as an organisation department writes it."""

import re

import pytest
from django.conf import settings

CATALOGUE = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES" / "django.po"
# What is not written: what is.
WORDS = {
    "公布": "发布",
    "公开日期": "发布日期",
    "应达(?!到)": "应晋位",
    "已晋(?![位升])": "已晋位",
    "未晋(?![位升])": "未晋位",
    "已晋比例": "晋位率",
    "差额": "尚差",
    r"max\(": "应晋位 − 已晋位 = 尚差",
    r"ceil\(": "向上取整",
    "命令行": "系统导入",
}


@pytest.mark.parametrize("word", WORDS)
def test_catalogue_has_one_word_for_one_thing(word):
    chinese = re.findall(r'^msgstr(?:\[0\])? ((?:".*"\n?)+)', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)
    assert (len(chinese) > 1000, [text for text in chinese if re.search(word, text)]) == (True, [])

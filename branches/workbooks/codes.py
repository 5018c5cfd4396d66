"""Codes of a roster that lost their zeros or their case on the way: they would found a second organisation."""

from core.workbooks.guesses import CodeTwins


def suspects(known, entries):
    """{code of a new one: the codes it was meant to be}, for `entries` in the order of the file.

    `known`: the organisations there are, by code. Only codes of one sheet are compared: units may count from 01 where
    branches count from 001. Of two new twins the later one is suspected.
    """
    found = {}
    for is_unit in (True, False):
        codes = [code for code, one in known.items() if not one.is_root() and one.is_unit == is_unit]
        new = [entry.organisation.code for entry in entries if entry.is_new and entry.is_unit == is_unit]
        twins = CodeTwins([*codes, *filter(None, new)])
        seen = set(codes)
        for code in filter(None, new):
            found[code] = [twin for twin in twins.of(code) if twin in seen]
            seen.add(code)
    return {code: meant for code, meant in found.items() if meant}

"""Which units and branches the fictional university has: 45 and 341. Pure; the same dice give the same university."""

from dataclasses import dataclass, field
from datetime import date

from branches.choices import Basis, Category, Kind
from branches.demo import names
from branches.demo.dates import years_before

BRANCHES = 341
COLLEGE_BRANCHES, SMALL_BRANCHES = 265, 50
MEMBERS = {Category.STAFF: (8, 24), Category.STUDENT: (14, 46), Category.RETIRED: (6, 32), Category.OFFICE: (7, 19)}


@dataclass
class Node:
    """An organisation to be: `code` is given when the university is complete."""

    name: str
    kind: Kind
    category: str = ""
    basis: str = ""
    founded_on: date | None = None
    members: int | None = None
    code: str = ""
    branches: list = field(default_factory=list)


def university(rng, day):
    """The 45 base organisations with their branches, coded 01–45 and 001–341, as they stood on `day`."""
    units = [*_committees(rng, day), *_general_branches(rng, day), *_direct_branches()]
    for number, unit in enumerate(units, 1):
        unit.code, unit.founded_on = f"{number:02}", years_before(day, rng.randint(26, 60))
    branches = [branch for unit in units for branch in unit.branches]
    for number, branch in enumerate(branches, 1):
        branch.code = f"{number:03}"
    for node in (*branches, *(unit for unit in units if unit.category)):
        node.members = rng.randint(*MEMBERS[node.category])
    return units


def _committees(rng, day):
    sizes = _sizes(rng, len(names.COLLEGES), COLLEGE_BRANCHES, least=6, most=14)
    units = [_college(rng, name, "党委", size, day) for name, size in zip(names.COLLEGES, sizes, strict=True)]
    retired = [f"离退休第{numeral}党支部" for numeral in names.NUMERALS[:8]]
    for name, category, branches in (
        ("机关党委", Category.OFFICE, [f"{office}党支部" for office in names.OFFICES]),
        ("后勤党委", Category.OFFICE, [f"{service}党支部" for service in names.SERVICES]),
        ("离退休党委", Category.RETIRED, retired),
    ):
        found = [_branch(rng, branch, category, day) for branch in branches]
        units.append(Node(name, Kind.PARTY_COMMITTEE, branches=found))
    return units


def _general_branches(rng, day):
    sizes = _sizes(rng, len(names.SMALL_COLLEGES), SMALL_BRANCHES, least=3, most=7)
    return [_college(rng, name, "党总支", size, day) for name, size in zip(names.SMALL_COLLEGES, sizes, strict=True)]


def _direct_branches():
    return [Node(f"{name}直属党支部", Kind.DIRECT_BRANCH, Category.OFFICE) for name in names.DIRECT]


def _sizes(rng, units, branches, *, least, most):
    """`branches` spread at random over `units`, `least` to `most` each."""
    sizes = [least] * units
    while sum(sizes) < branches:
        chosen = rng.randrange(units)
        sizes[chosen] += sizes[chosen] < most
    return sizes


def _college(rng, name, suffix, size, day):
    others = [("机关党支部", Category.OFFICE), ("离退休党支部", Category.RETIRED)] if size >= 8 else []
    staff = (size - len(others) + 1) // 2
    teachers = [(f"教工第{numeral}党支部", Category.STAFF) for numeral in names.NUMERALS[:staff]]
    found = [_branch(rng, f"{name}{branch}", category, day) for branch, category in teachers + others]
    found += _students(name, size - len(found), day)
    kind = Kind.PARTY_COMMITTEE if suffix == "党委" else Kind.GENERAL_BRANCH
    return Node(f"{name}{suffix}", kind, branches=found)


def _students(college, count, day):
    """Senior students by class, younger ones by year, postgraduates by major (N17); all rated (R16)."""
    year = years_before(day, 0).year
    offers = [
        (f"{year - 3}级1班学生党支部", Basis.CLASS, 2),
        (f"{year - 2}级学生党支部", Basis.YEAR, 2),
        ("研究生第一党支部", Basis.MAJOR, 4),
        (f"{year - 3}级2班学生党支部", Basis.CLASS, 2),
        (f"{year - 1}级学生党支部", Basis.YEAR, 1),
        ("研究生第二党支部", Basis.MAJOR, 3),
    ]
    return [
        Node(f"{college}{name}", Kind.BRANCH, Category.STUDENT, basis, founded_on=years_before(day, age))
        for name, basis, age in offers[:count]
    ]


def _branch(rng, name, category, day):
    return Node(name, Kind.BRANCH, category, founded_on=years_before(day, rng.randint(2, 25)))

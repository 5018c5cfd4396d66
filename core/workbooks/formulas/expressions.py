"""What a formula may be made of: each part is written as spreadsheets read it, and works out what they will."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Union

from core.workbooks.formulas.facts import FactSheet
from core.workbooks.writing import Formula

DASH = "—"
Value = int | Decimal | Fraction | str
Operand = Union["Expression", int, str]


class Expression(ABC):
    """A formula or a part of one. `here`: the title of the sheet it stands in."""

    __slots__ = ()  # a large university has a million of them

    @abstractmethod
    def text(self, here: str) -> str:
        """As it is written, without "="."""

    @abstractmethod
    def value(self) -> Value:
        """What it comes to."""

    def formula(self, here: str) -> Formula:
        """The cell it makes in the sheet `here`."""
        return Formula(self.text(here), plain(self.value()))

    def __add__(self, other: Operand) -> "Operation":
        return Operation(self, "+", expression(other))

    def __sub__(self, other: Operand) -> "Operation":
        return Operation(self, "-", expression(other))

    def __mul__(self, other: Operand) -> "Operation":
        return Operation(self, "*", expression(other))

    def __truediv__(self, other: Operand) -> "Operation":
        return Operation(self, "/", expression(other))

    def equals(self, other: Operand) -> "Operation":
        """Whether both are equal."""
        return Operation(self, "=", expression(other))

    def exceeds(self, other: Operand) -> "Operation":
        """Whether it is more than `other`."""
        return Operation(self, ">", expression(other))


def expression(operand: Operand) -> Expression:
    """`operand` as an Expression: a number and a text are themselves."""
    return operand if isinstance(operand, Expression) else Plain(operand)


def quoted(text: str) -> str:
    """`text` as a formula holds it."""
    return '"{}"'.format(text.replace('"', '""'))


def plain(value: Value) -> int | float | Decimal | str:
    """`value` as a cell keeps it."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


@dataclass(frozen=True, slots=True)
class Plain(Expression):
    """A number or a text."""

    content: int | str

    def text(self, here):
        return quoted(self.content) if isinstance(self.content, str) else str(self.content)

    def value(self):
        return self.content


WORK = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: Fraction(left) / Fraction(right),
    "=": lambda left, right: left == right,
    ">": lambda left, right: left > right,
}


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """Two parts and what is done with them."""

    left: Expression
    sign: str
    right: Expression

    def text(self, here):
        return f"{_part(self.left, here)}{self.sign}{_part(self.right, here)}"

    def value(self):
        return WORK[self.sign](self.left.value(), self.right.value())


def _part(part, here):
    text = part.text(here)
    return f"({text})" if isinstance(part, Operation) else text


@dataclass(frozen=True, slots=True)
class Choice(Expression):
    """IF: `then` where the comparison `test` holds, else `other`."""

    test: Operation
    then: Operand
    other: Operand

    def text(self, here):
        parts = (self.test, expression(self.then), expression(self.other))
        return "IF({})".format(",".join(part.text(here) for part in parts))

    def value(self):
        return expression(self.then if self.test.value() else self.other).value()


@dataclass(frozen=True, slots=True)
class RoundedUp(Expression):
    """ROUNDUP to a whole number; of what is not negative."""

    part: Expression

    def text(self, here):
        return f"ROUNDUP({self.part.text(here)},0)"

    def value(self):
        return ceil(self.part.value())


@dataclass(frozen=True, slots=True)
class WholeQuotient(Expression):
    """QUOTIENT: how many times `divisor` goes into `part`; of what is not negative."""

    part: Expression
    divisor: Expression

    def text(self, here):
        return f"QUOTIENT({self.part.text(here)},{self.divisor.text(here)})"

    def value(self):
        return self.part.value() // self.divisor.value()


def _criteria(facts, told):
    """ "=" before a word keeps one that begins with a comparison from being one."""
    return [part for key, word in told.items() for part in (facts.stretch(key), quoted(f"={word}"))]


@dataclass(frozen=True, slots=True)
class Counted(Expression):
    """COUNTIFS: how many rows of `facts` hold the words `told`, {key of a column: word}."""

    facts: FactSheet
    told: Mapping[str, str]

    def text(self, here):
        return "COUNTIFS({})".format(",".join(_criteria(self.facts, self.told)))

    def value(self):
        return self.facts.count(self.told)


@dataclass(frozen=True, slots=True)
class Added(Expression):
    """SUMIFS: what the numbers of column `summed` come to in the rows that hold the words `told`."""

    facts: FactSheet
    summed: str
    told: Mapping[str, str]

    def text(self, here):
        return "SUMIFS({})".format(",".join([self.facts.stretch(self.summed), *_criteria(self.facts, self.told)]))

    def value(self):
        return self.facts.total(self.summed, self.told)

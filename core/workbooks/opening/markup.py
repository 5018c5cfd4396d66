"""Reading XML of strangers: as a stream, without document types, whatever the namespaces are called."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from core.workbooks.opening.limits import FileRefused


def parse(stream: IO[bytes], start: Callable, end: Callable | None = None, text: Callable | None = None) -> None:
    """Call `start(name, attributes)`, `end(name)` and `text(characters)` for what stands in `stream`, as it comes.

    Names are without the prefix that the outermost element has.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.CharacterDataHandler = text

    def begin(name, attributes):
        prefixed = ":" in name
        parser.StartElementHandler = (lambda name, attributes: start(local(name), attributes)) if prefixed else start
        parser.EndElementHandler = (lambda name: end(local(name))) if prefixed and end else end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = begin
    parser.ParseFile(stream)


def elements(stream: IO[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """(name, attributes) of every element in a short `stream`, all names local."""
    found = []
    parse(stream, lambda name, attributes: found.append((name, {local(key): attributes[key] for key in attributes})))
    return iter(found)


def local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _refuse(*_declared):
    raise FileRefused("damaged")

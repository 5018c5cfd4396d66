"""Text that cannot be kept is turned away at the door: null characters and broken encodings.

PostgreSQL refuses a null character in any value, in a search as well, and what is no UTF-8 has become `UNREADABLE` by
the time a view sees it. In a form's field a null character is left to the field, which says so beside itself.
"""

from itertools import chain

from django.core.exceptions import BadRequest

NULL, UNREADABLE = "\x00", "\ufffd"


class ReadableTextMiddleware:
    """Answers 400 to a request whose text cannot be what somebody typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Raises: BadRequest. After the token is checked, which reads what was sent as well."""
        address = [request.path_info, *_texts(request.GET)]
        if any(NULL in text or UNREADABLE in text for text in address):
            raise BadRequest("null or unreadable characters in the address")
        if any(UNREADABLE in text for text in _texts(request.POST)):
            raise BadRequest("unreadable characters in a form")


def _texts(query):
    """Names and values of a QueryDict."""
    return chain(query, chain.from_iterable(values for _name, values in query.lists()))

"""Public notices: what they wait for, what may stand on the next one, what anyone reads."""

from projects.queries.notices.hindrance import notice_hindrance

__all__ = ["notice_hindrance"]

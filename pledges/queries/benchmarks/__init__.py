"""What is read of benchmarks, today and as of a day."""

from pledges.queries.benchmarks.followings import Followings, followings

__all__ = ["Followings", "followings"]

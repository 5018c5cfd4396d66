"""Money of projects (R36): verbs, pages, sums."""

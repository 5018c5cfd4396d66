"""Mid-term and final reports, requests for changes, grades and ends."""

"""Pages as they are seen: whole on a desk and at 125 %, in order on a phone."""

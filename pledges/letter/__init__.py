"""The letter of a pledge, 公开承诺书, to be signed and hung up (N08)."""

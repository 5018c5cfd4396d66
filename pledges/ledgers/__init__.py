"""The ledgers of pledges and rectifications: on screen and in official shape."""

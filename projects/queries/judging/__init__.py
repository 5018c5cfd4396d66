"""What a panel and an approval are held against: experts, places and sums, the order of results."""

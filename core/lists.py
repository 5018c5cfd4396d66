"""Lists on screen."""

ON_SCREEN = 500  # names of a computed list that stand on the page; the workbook has all of them

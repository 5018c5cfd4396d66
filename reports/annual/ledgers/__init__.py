"""The ledgers of the annual workbook: the lists of the pages, narrowed to the year, and the facts that make 合计."""

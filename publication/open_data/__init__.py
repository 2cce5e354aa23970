"""The data behind a publication for people and machines that count on: CSV, data package, DCAT description, workbook.

Which tables, columns, words and types there are stands once, in `tables.yml`; the modules only write them in a format.
"""

"""The plan workbook: a plan described in Excel, written for a person and read back as a plan folder."""

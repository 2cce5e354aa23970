"""The texts of a results year as a workbook for the working group, with the figures they speak of."""

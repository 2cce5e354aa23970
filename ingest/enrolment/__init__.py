"""The state's enrolment workbook (VIIS open data): recognised by its headings, read cell by cell, landed long."""

"""Whether a filled-in form can be taken: shape from its definition, sums, rules over several answers, personal data.

Works on what `ingest.forms.workbook` has read and on what the caller knows about the reporter; reads nothing itself.
"""

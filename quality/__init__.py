"""Whether what came in keeps its promises: pandera schemas, rules over several tables, messages, the ledger of checks.

Reads no files of a delivery itself; `ingest` hands it what was read.
"""

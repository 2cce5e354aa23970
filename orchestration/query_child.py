"""The child process of `orchestration.query`: sets its own limits, runs one SELECT, answers as JSON."""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from typing import Any

_BYTES = 1_500_000_000
_CPU_SECONDS = 20


def main() -> None:
    """Read a request (path, sql, most_rows) from standard input, write the answer to standard output."""
    request = json.load(sys.stdin)
    _limit()
    json.dump(_answer(request["path"], request["sql"], request["most_rows"]), sys.stdout, ensure_ascii=False)


def _limit() -> None:
    # DuckDB's memory_limit does not bound string functions; only the operating system does.
    for what, value in (
        (resource.RLIMIT_AS, _BYTES),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS does not know every limit
            resource.setrlimit(what, (value, value))


def _answer(path: str, sql: str, most_rows: int) -> dict[str, Any]:
    import duckdb

    connection = duckdb.connect(
        path,
        read_only=True,
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": "512MB",
            "threads": "2",
            "temp_directory": "",
            "lock_configuration": "true",
        },
    )
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        return {"rule_id": "query_failed", "cause": _first_line(error)}
    allowed = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    # DuckDB calls some pragmas a SELECT; its tokens, unlike the text, cannot hide the word behind a comment.
    starts = [start for start, _ in duckdb.tokenize(sql)]
    is_pragma = any(sql[start:].lower().startswith("pragma") for start in starts[:1])
    if len(statements) != 1 or statements[0].type not in allowed or is_pragma:
        return {"rule_id": "query_refused", "cause": ", ".join(statement.type.name for statement in statements)}
    try:
        cursor = connection.execute(statements[0])
        rows = cursor.fetchmany(most_rows + 1)
    except (duckdb.Error, MemoryError) as error:
        return {"rule_id": "query_failed", "cause": _first_line(error)}
    columns = [column[0] for column in cursor.description or []]
    return {
        "columns": columns,
        "rows": [[_plain(value) for value in row] for row in rows[:most_rows]],
        "is_cut": len(rows) > most_rows,
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:300]


if __name__ == "__main__":
    main()

"""The printed history in the marts."""

from __future__ import annotations

import duckdb


def test_observations_of_the_five_plans_are_all_there(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute("select municipality, count(*) from marts.observation group by 1 order by 1").fetchall()
    assert found == [("aizkraukle", 116), ("kraslava", 27), ("ludza", 309), ("riga", 232), ("smiltene", 36)]


def test_referrals_are_rigas_eleven_institutions_in_two_school_years(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select institution, school_year, cases, change_from_previous from marts.referrals "
        "where municipality = 'riga' and reason = 'all' order by institution, school_year"
    ).fetchall()
    first = {institution: cases for institution, year, cases, _ in found if year == "2021/2022"}
    second = {institution: (cases, change) for institution, year, cases, change in found if year == "2022/2023"}
    assert len(found) == 22
    assert first["sociālais dienests"] == 2361
    assert all(change is None for _, year, _, change in found if year == "2021/2022")
    assert second == {
        "ārpusģimenes aprūpes iestāde": (255, 17),
        "bāriņtiesa": (648, -39),
        "cita institūcija": (209, -55),
        "Izglītības pārvalde": (320, -35),
        "krīzes centrs": (126, -67),
        "veselības veicināšanas dienests": (
            513,
            -136,
        ),
        "nevalstiskā organizācija": (185, -67),
        "pašvaldības policija": (980, 32),
        "sociālais dienests": (1924, -437),
        "Bērnu aizsardzības centrs (līdz 2023. gadam VBTAI)": (134, -17),
        "Valsts policija": (662, 50),
    }


def test_only_riga_prints_referrals_and_no_total(marts: duckdb.DuckDBPyConnection) -> None:
    assert marts.execute("select distinct municipality, reason from marts.referrals").fetchall() == [("riga", "all")]


def test_parts_of_a_class_table_make_its_totals(marts: duckdb.DuckDBPyConnection) -> None:
    """Ludza prints learners by school and grade in two school years; a school's grades add up to its total."""
    wrong = marts.execute(
        """
        select scope, period from marts.observation
        where municipality = 'ludza' and measure = 'learners' and scope <> 'municipality'
        group by scope, period
        having sum(value) filter (where breakdown <> 'total') <> sum(value) filter (where breakdown = 'total')
        """
    ).fetchall()
    total = marts.execute(
        "select sum(value), max(value) filter (where scope = 'municipality') from marts.observation "
        "where municipality = 'ludza' and measure = 'learners' and breakdown = 'total' and period = '2023/2024'"
    ).fetchone()
    assert wrong == []
    assert total == (1765.0 * 2, 1765.0)


def test_spans_have_both_ends_and_undated_figures_none(marts: duckdb.DuckDBPyConnection) -> None:
    leavers = marts.execute(
        "select period_from, period_to, value, is_publishable from marts.observation "
        "where municipality = 'kraslava' and measure = 'early_leavers' and breakdown = 'total'"
    ).fetchall()
    assert leavers == [("2019/2020", "2021/2022", 24.0, True)]
    undated = "select count(*) from marts.observation where period = 'undated' and period_from is not null"
    assert marts.execute(undated).fetchone() == (0,)

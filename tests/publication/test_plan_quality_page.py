from dataclasses import replace
from datetime import date

from publication.plan_quality import Contradiction, KindWords, PlanVersion, UnmatchedName, render_plan_quality

KINDS = {
    "second": KindWords("Otrs veids", "Ko nozīmē otrs."),
    "first": KindWords("Pirmais veids", "Ko nozīmē pirmais."),
    "absent": KindWords("Trešais veids", "Ko nozīmē trešais."),
}


def version(*contradictions: Contradiction, plan_id: str = "ezerzeme-2024") -> PlanVersion:
    period = (date(2024, 1, 1), date(2027, 12, 31))
    headings = {"4.1": "4.1. tabula: Mērķi", "4.3": "4.3. tabula: Resursi"}
    return PlanVersion("Ezerzemes novads", plan_id, "Plāns", *period, headings, contradictions)


def render(*versions: PlanVersion) -> str:
    return render_plan_quality(list(versions), KINDS, lambda subject: f"par {subject}", "abc")


def test_contradictions_stand_by_kind_with_both_places_and_quotes():
    page = render(
        version(
            Contradiction("first", "goal 1", "4.1", "viens", "4.3", None),
            Contradiction("second", "goal 2", "4.1", "divi", "4.3", "trīs"),
            Contradiction("second", "task 1", "4.1", "2029", None, "01.01.2024.–31.12.2027."),
        )
    )
    assert page.index("Otrs veids</h3>") < page.index("Pirmais veids</h3>")
    assert "Trešais veids" not in page
    assert "Atrasto pretrunu skaits: 3" in page
    assert '<a href="#ezerzeme-2024-second">Otrs veids</a></th><td>2</td>' in page
    rows = ["".join(line.strip() for line in row.splitlines()) for row in page.split('<tr role="row">')]
    assert any(
        '<th scope="row" role="rowheader">par goal 2</th>'
        '<td role="cell" data-label="Viens teksts"><q>divi</q><span class="source">4.1. tabula: Mērķi</span></td>'
        '<td role="cell" data-label="Otrs teksts"><q>trīs</q>'
        '<span class="source">4.3. tabula: Resursi</span></td>' in row
        for row in rows
    )
    assert any('<span class="note">šeit nav</span><span class="source">4.3. tabula: Resursi' in row for row in rows)
    assert any('12.2027.</q><span class="source">Plāna darbības laiks</span>' in row for row in rows)


def test_the_page_is_internal_latvian_and_carries_its_build():
    page = render(version())
    assert '<html lang="lv">' in page
    assert page.count("iekšējai lietošanai, nav publicējama") == 2
    assert '<meta name="build" content="pmp-build-abc">' in page
    assert "Pretrunas nav atrastas." in page
    assert "<table" not in page


def test_texts_of_a_plan_are_escaped():
    page = render(version(Contradiction("first", "goal 1", "<i>", "<script>", "4.3", '"&')))
    assert "<q>&lt;script&gt;</q>" in page
    assert "&lt;i&gt;" in page
    assert "<script" not in page
    assert "<q>&#34;&amp;</q>" in page


def test_each_version_has_its_own_part():
    page = render(
        version(plan_id="ezerzeme-2024-a1"), version(Contradiction("first", "goal 1", "4.1", "a", "4.3", "b"))
    )
    assert page.index('id="ezerzeme-2024-a1"') < page.index('id="ezerzeme-2024"')
    assert page.count('id="ezerzeme-2024-first"') == 1


def test_names_nobody_knows_stand_with_task_field_and_place():
    name = UnmatchedName("<Eksperti>", "task 1.1", "executor", "4.1", "Skolas, <Eksperti>")
    page = "".join(line.strip() for line in render(replace(version(), unmatched=(name,))).splitlines())
    assert "<h3>Nosaukumi, ko sistēma neatpazīst</h3>" in page
    assert (
        '<th scope="row" role="rowheader">&lt;Eksperti&gt;</th>'
        '<td role="cell" data-label="Par ko">par task 1.1, izpildītājs</td>'
        '<td role="cell" data-label="Viss teksts">Skolas, &lt;Eksperti&gt; '
        '<span class="source">4.1. tabula: Mērķi</span></td>' in page
    )
    assert "Nosaukumi, ko sistēma neatpazīst" not in render(version())

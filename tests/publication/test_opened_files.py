"""The published files opened by the programs people open them with."""

import shutil
import subprocess
from datetime import date

import duckdb
import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from publication.fragment import render_fragment
from publication.page import render_page
from publication.plan_quality import Contradiction, KindWords, PlanVersion, render_plan_quality
from publication.results import read_results
from publication.table_document import render_document
from publication.workbook import render_workbook

pytestmark = pytest.mark.slow

needs_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@needs_chromium
@pytest.mark.parametrize("municipality", ["ezerzeme", "kalnava"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_shows_the_page_without_sideways_scroll_errors_or_requests(
    marts, tmp_path, browser, municipality, width
):
    path = tmp_path / "index.html"
    path.write_text(render_page(read_results(marts, municipality, 2024)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    errors, requests = [], []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert errors == []
    assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
    page.close()


@needs_chromium
@pytest.mark.parametrize(("width", "display"), [(390, "block"), (1280, "table-row")])
def test_rows_become_cards_on_a_narrow_screen(marts, tmp_path, browser, width, display):
    path = tmp_path / "index.html"
    path.write_text(render_page(read_results(marts, "ezerzeme", 2024)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.results tbody tr')).display") == display
    # Cards lose the look of a table, not its meaning.
    assert page.get_by_role("columnheader", name="PLĀNOTAIS REZULTĀTS").count() == 1
    page.close()


WCAG = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})"


def assert_accessible(browser, path, width, fits):
    """No finding of axe, and no scrolling sideways at the widths that it fits."""
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    findings = [(one["id"], [node["html"] for node in one["nodes"]]) for one in page.evaluate(WCAG)["violations"]]
    assert findings == []
    for shown in fits:
        page.set_viewport_size({"width": shown, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == shown
    context.close()


@needs_chromium
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_bars_readers_from_the_page(marts, tmp_path, browser, width):
    path = tmp_path / "index.html"
    path.write_text(render_page(read_results(marts, "ezerzeme", 2024)), encoding="utf-8")
    assert_accessible(browser, path, width, fits=(width,))


@needs_chromium
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_bars_readers_from_the_fragment_in_a_bare_page(marts, tmp_path, browser, width):
    path, fragment = tmp_path / "page.html", render_fragment(read_results(marts, "ezerzeme", 2024))
    phone = '<meta name="viewport" content="width=device-width">'
    site = f'<!doctype html><html lang="lv">{phone}<title>Novads</title><main><h1>Novads</h1>{fragment}</main></html>'
    path.write_text(site, encoding="utf-8")
    # A table that is wider than the screen scrolls by itself, the page does not.
    assert_accessible(browser, path, width, fits=(width,))


@needs_chromium
@pytest.mark.parametrize("municipality", ["aizkraukle", "kraslava", "ludza", "riga", "smiltene"])
def test_nothing_bars_readers_from_the_page_of_a_real_plan(built, tmp_path, browser, municipality):
    with duckdb.connect(built.warehouse.resolve(), read_only=True) as connection:
        html = render_page(read_results(connection, municipality, 2025))
    path = tmp_path / "index.html"
    path.write_text(html, encoding="utf-8")
    assert_accessible(browser, path, 320, fits=(320, 390, 1280))


@needs_libreoffice
def test_libreoffice_opens_the_workbook(marts, tmp_path):
    (tmp_path / "tabula-4-4.xlsx").write_bytes(render_workbook(read_results(marts, "ezerzeme", 2024)))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "tabula-4-4.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    lines = (tmp_path / "tabula-4-4.csv").read_text(encoding="utf-8").splitlines()
    assert lines[4] == (
        ",MĒRĶIS,AKTIVITĀTE,IEGULDĪTAIS FINANSĒJUMS,PLĀNOTAIS REZULTĀTS,IZPILDE (sasniegtā vērtība),IETEKME,FAKTORI"
    )
    assert lines[7].endswith('"=1+1 <script>alert(""x"")</script>",60 vecāki,@SUM(A1),-sals')


@needs_chromium
@pytest.mark.parametrize(("width", "display"), [(390, "block"), (1280, "table-row")])
def test_contradictions_become_cards_on_a_narrow_screen_without_sideways_scroll(tmp_path, browser, width, display):
    quotes = ("4.1", "Bērnu emocionālās labbūtības veicināšanas programma " * 5, "4.3", None)
    found = (Contradiction("kind", "goal 1", *quotes), Contradiction("other", "goal 2", *quotes))
    period = (date(2024, 1, 1), date(2027, 12, 31))
    version = PlanVersion("Ezerzemes novads", "ezerzeme-2024", "Plāns", *period, {}, found)
    title = "Rādītājs pirmo reizi izmērīts tikai pēc starpmērķa gada, tāpēc to vēl nevar salīdzināt ar plānoto"
    kinds = {kind: KindWords(title, "Ko tas nozīmē.") for kind in ("kind", "other")}
    path = tmp_path / "plan-quality.html"
    path.write_text(render_plan_quality([version], kinds, str, "abc"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("Math.max(...[...document.querySelectorAll('.scroll')].map(one => one.scrollWidth))") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('.readings tbody tr')).display") == display
    assert page.get_by_role("columnheader", name="Viens teksts").count() == 2
    page.close()


@needs_libreoffice
def test_libreoffice_opens_the_document(hostile, tmp_path):
    (tmp_path / "tabula-4-4.docx").write_bytes(render_document(hostile))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "tabula-4-4.docx")], check=True, capture_output=True, timeout=120)
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "tabula-4-4.pdf"), "-"], capture_output=True, check=True
    )
    pages = done.stdout.decode().split("\f")[:-1]
    assert len(pages) > 1
    assert all("darba versija, nav publicējama" in text for text in pages)
    # The header row comes again.
    assert all("PL" in text.split() for text in pages[1:])

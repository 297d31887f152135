"""`alliance pages import` and `alliance pages report`: the old site comes in, and is accounted for."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import Page

from alliance.audit.models import AuditEvent
from alliance.directory.models import User, Visibility
from alliance.library.models import DocumentFile, Picture
from alliance.pages import import_command, report_command
from alliance.pages.models import OldAddress, OldThing, ProjectPage, SectionPage
from alliance.pages.oldsite.save import save_all
from alliance.refusals import Unreadable
from alliance.search.query import search
from tests.bulletins.invented import bulletin, person

pytestmark = pytest.mark.django_db
Out = pytest.CaptureFixture[str]


def bring_in(export: Path, uploads: Path | None, **options: Any) -> int:
    return import_command.run(export, attachments=uploads, yes=True, **options)


def things(out: Out) -> dict[int, dict[str, Any]]:
    return {thing["old_id"]: thing for thing in json.loads(out.readouterr().out)["things"]}


def fetched(client: Client, address: str) -> bytes:
    """A file, read to its end, which closes it."""
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def rows() -> list[int]:
    models = (Page, DocumentFile, Picture, OldThing, OldAddress, AuditEvent)
    return [model.objects.count() for model in models]


# Coming in -------------------------------------------------------------------------------------


def test_pages_come_in_with_their_parts_days_and_place(
    export: Path, uploads: Path, client: Client
) -> None:
    person("Ana Lee", Visibility.PUBLIC)
    bulletin(426)
    assert bring_in(export, uploads) == 1, "a file and two posts are missing"

    network = SectionPage.objects.get(slug="commissioners-network")
    assert network.get_parent().slug == "about-networks"
    assert network.introduction == "Those who buy places meet as one region."
    assert network.first_published_at == dt.datetime(2018, 7, 26, 9, tzinfo=dt.UTC)
    assert network.last_published_at == dt.datetime(2020, 11, 13, 12, tzinfo=dt.UTC)
    assert network.meeting_on == dt.date(2020, 12, 3)
    shown = client.get("/sections/commissioners-network/").content.decode()
    terms, picture = DocumentFile.objects.get(title="Terms of Reference"), Picture.objects.get()
    for words in (
        'href="/projects/early-help-project/"',
        f'href="{terms.url}"',
        'href="https://elsewhere.example/x"',
        'alt="Map of the region"',
        picture.renditions.first().url,
        '<th scope="col">Group</th>',
        "Reports go to the directors in May.",
        "One contract",
        "Because it is dear.",
        "The last meeting",
        "Ana Lee",
    ):
        assert words in shown, words
    for words in ("alert(", "iframe", "Private Person", "01632 960999", "Next Meeting"):
        assert words not in shown
    assert fetched(client, terms.url) == b"%PDF-1.4 2020/10/Terms-of-Reference.pdf"


def test_projects_come_in_live_and_completed(export: Path, uploads: Path) -> None:
    bring_in(export, uploads)
    live, done = (ProjectPage.objects.get(slug=s) for s in ("step-across", "early-help-project"))
    assert (live.stage, live.completed_on) == ("live", None)
    assert (done.stage, done.completed_on) == ("completed", dt.date(2019, 5, 1)), "British day"
    assert done.introduction == "What nineteen front doors learned."


def test_what_was_for_some_only_stays_hidden(
    export: Path, uploads: Path, client: Client, member: Client, editor: Client
) -> None:
    bring_in(export, uploads)
    page = SectionPage.objects.get(slug="dcs-area")
    assert not page.live
    letter = DocumentFile.objects.get(title="Secret letter")
    for reader, answer in ((client, 302), (member, 403)):
        assert reader.get("/sections/dcs-area/").status_code == 404
        assert reader.get("/dcs-area/").status_code == 404
        assert "Secret" not in reader.get("/dcs-area/").content.decode()
        assert reader.get(letter.url).status_code == answer
    assert fetched(editor, letter.url) == b"%PDF-1.4 2020/11/secret.pdf"
    assert search('"secret words"', audiences=("public", "members")).total == 0


def test_again_it_changes_nothing(export: Path, uploads: Path, capsys: Out) -> None:
    bring_in(export, uploads)
    before, files = rows(), sorted(DocumentFile.objects.values_list("file", flat=True))
    revisions = sorted(SectionPage.objects.values_list("latest_revision", flat=True))
    capsys.readouterr()
    bring_in(export, uploads, as_json=True)

    done = {thing["done"] for thing in things(capsys).values()}
    assert done == {"unchanged", "missing"}
    assert rows() == before
    assert sorted(DocumentFile.objects.values_list("file", flat=True)) == files
    assert sorted(SectionPage.objects.values_list("latest_revision", flat=True)) == revisions


def test_a_picture_that_was_put_right_is_shown_as_it_is_now(
    export: Path, uploads: Path, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    bring_in(export, uploads)
    address = "/wp-content/uploads/2019/03/map.png"
    before = Picture.objects.get().file
    client.get(address)
    Image.new("RGB", (60, 40), "red").save(uploads / "2019/03/map.png")
    with django_capture_on_commit_callbacks(execute=True):
        bring_in(export, uploads)
    shown = fetched(client, client.get(address).headers["Location"])
    assert Image.open(io.BytesIO(shown)).size == (60, 40)
    assert not before.storage.exists(before.name), "nothing is left lying about"


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_comes_in(
    export: Path, uploads: Path
) -> None:
    site, planned = import_command.gather(export, uploads)
    (uploads / "2020/10/Terms-of-Reference.pdf").unlink()
    outcomes = {one.planned.item.id: one for one in save_all(planned, site.host)}
    assert outcomes[8820].done == "refused"
    assert "Terms-of-Reference.pdf cannot be read" in outcomes[8820].doubts[0]
    assert outcomes[8821].done == outcomes[8816].done == "brought in"


def test_a_dry_run_says_the_same_and_writes_nothing(
    export: Path, uploads: Path, capsys: Out, settings: Any
) -> None:
    before, kept = rows(), sorted(Path(settings.MEDIA_ROOT).rglob("*"))
    bring_in(export, uploads, dry_run=True, as_json=True)
    planned = things(capsys)
    assert rows() == before
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*")) == kept
    bring_in(export, uploads, as_json=True)
    done = things(capsys)
    assert {pk: one["done"] for pk, one in planned.items()} == {
        pk: one["done"] for pk, one in done.items()
    }


def test_what_an_editor_did_since_is_left_alone(export: Path, uploads: Path, capsys: Out) -> None:
    bring_in(export, uploads)
    edited = SectionPage.objects.get(slug="about-networks")
    edited.introduction = "Mended."
    edited.save_revision().publish()
    ProjectPage.objects.get(slug="step-across").delete()
    OldThing.objects.filter(old_id=8820).update(state="retired")
    OldThing.objects.filter(old_id=31).update(state="redirected", target="/bulletins/")
    capsys.readouterr()
    changed = export.read_text(encoding="utf-8").replace("They meet four times", "They meet twice")
    other = uploads.parent / "later.xml"
    other.write_text(changed.replace("What we learned", "What was learned"), encoding="utf-8")

    bring_in(other, uploads, as_json=True)

    done = {pk: one["done"] for pk, one in things(capsys).items()}
    assert {done[pk] for pk in (10, 41, 8820, 31)} == {"left as the editors have it"}
    assert SectionPage.objects.get(slug="about-networks").introduction == "Mended."
    assert not ProjectPage.objects.filter(slug="step-across").exists()
    assert "What we learned" in str(ProjectPage.objects.get(slug="early-help-project").text)


def test_a_page_changed_in_the_old_site_and_by_nobody_here_is_brought_up_to_date(
    export: Path, uploads: Path
) -> None:
    bring_in(export, uploads)
    later = uploads.parent / "later.xml"
    words = export.read_text(encoding="utf-8")
    later.write_text(words.replace("Because it is dear", "Because it is far"), encoding="utf-8")
    bring_in(later, uploads)
    page = SectionPage.objects.get(slug="commissioners-network")
    assert "Because it is far" in str(page.text)
    assert page.contacts.count() == 0
    assert SectionPage.objects.filter(title="Commissioners Network").count() == 1


def test_what_was_missing_comes_in_when_it_is_there(export: Path, uploads: Path) -> None:
    bring_in(export, uploads)
    assert OldThing.objects.get(old_id=9001).state == "missing"
    bulletin(426)
    (uploads / "lost.pdf").write_bytes(b"%PDF-1.4 found")
    bring_in(export, uploads)
    assert OldThing.objects.get(old_id=9001).target == "/bulletins/426/"
    assert OldThing.objects.get(old_id=8823).document.title == "Lost report"
    bring_in(export, None)
    assert OldThing.objects.get(old_id=8823).state == "moved", (
        "no folder this time: what is in stays"
    )


def test_an_address_that_somebody_else_has_is_given_another(export: Path, uploads: Path) -> None:
    from tests.pages.invented import section

    section("Commissioners Network", introduction="Ours.")
    bring_in(export, uploads)
    assert SectionPage.objects.get(slug="commissioners-network").introduction == "Ours."
    assert SectionPage.objects.filter(slug="commissioners-network-2").exists()


def test_a_file_that_is_no_picture_is_refused_and_the_rest_comes_in(
    export: Path, uploads: Path, capsys: Out
) -> None:
    (uploads / "2019/03/map.png").write_bytes(b"no picture")
    bring_in(export, uploads, as_json=True)
    done = things(capsys)
    assert done[8821]["done"] == "refused"
    assert "map.png is not a picture" in done[8821]["doubts"][0]
    assert done[8816]["done"] == "brought in"
    assert "A picture was left out (“Map of the region”)." in done[8816]["doubts"]


# Asking and refusing ---------------------------------------------------------------------------


def test_nobody_to_confirm_it_is_a_refusal(export: Path, capsys: Out) -> None:
    assert import_command.run(export) == 2
    assert "add --yes" in capsys.readouterr().err
    assert not OldThing.objects.exists()


def test_what_is_no_export_or_no_folder_is_refused(tmp_path: Path, export: Path) -> None:
    (tmp_path / "page.xml").write_text("<html/>")
    with pytest.raises(Unreadable, match="no WordPress export"):
        bring_in(tmp_path / "page.xml", None)
    with pytest.raises(Unreadable, match="is no folder"):
        bring_in(export, tmp_path / "none")


def test_an_export_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<wp:wxr_version>1.2</wp:wxr_version></channel></rss>"
    )
    with pytest.raises(Unreadable, match="holds no published page"):
        bring_in(path, None)


# The report ------------------------------------------------------------------------------------


def report(export: Path, out: Out) -> dict[str, dict[str, str]]:
    out.readouterr()
    report_command.run(export, as_json=True)
    return {row["address"]: row for row in json.loads(out.readouterr().out)}


def test_the_report_marks_every_old_address(export: Path, uploads: Path, capsys: Out) -> None:
    bulletin(426)
    before = report(export, capsys)
    assert {row["state"] for row in before.values()} == {"missing", "redirected"}
    assert "alliance pages import" in before["/about-networks"]["reason"]

    bring_in(export, uploads)
    OldThing.objects.filter(old_id=9003).update(state="retired")
    after = report(export, capsys)

    states = {address: row["state"] for address, row in after.items()}
    assert len(after) == len(before) == 31
    assert states["/about-networks/commissioners-network"] == states["/?p=8816"] == "moved"
    assert (
        states["/newsletters/update-no-426-23-october-2020"] == states["/?p=9001"] == "redirected"
    )
    assert states["/completed-projects"] == "redirected"
    assert states["/we-have-moved-office"] == "retired"
    assert states["/wp-content/uploads/2020/10/terms-of-reference.pdf"] == "moved"
    assert after["/update-427"]["reason"].startswith("Bulletin 427 is not here")
    assert "publish it" in after["/dcs-area"]["reason"]
    assert states["/lost-report"] == "missing"


def test_what_the_report_says_is_what_the_site_answers(
    export: Path, uploads: Path, capsys: Out, client: Client
) -> None:
    bulletin(426)
    bring_in(export, uploads)
    OldThing.objects.filter(old_id=9003).update(state="retired")
    OldThing.objects.filter(old_id=8823).update(state="redirected", target="/lost-report/")
    SectionPage.objects.get(slug="dcs-area").delete()
    expected = {"moved": 301, "redirected": 301, "retired": 410, "missing": 404}
    for address, row in report(export, capsys).items():
        for spelled in (address, address if "?" in address else f"{address}/"):
            if spelled == "/" or spelled == "//":
                continue
            answer = client.get(spelled)
            assert answer.status_code == expected[row["state"]], (spelled, row)


def test_the_report_is_text_json_and_a_spreadsheet(
    export: Path, uploads: Path, capsys: Out
) -> None:
    bring_in(export, uploads)
    capsys.readouterr()
    assert report_command.run(export, as_csv=True) == 1
    out, err = capsys.readouterr()
    table = list(csv.DictReader(out.splitlines()))
    assert len(table) == 31
    assert table[0].keys() == {"address", "title", "kind", "state", "leads_to", "reason"}
    assert "31 addresses: " in err
    report_command.run(export)
    assert "moved       /about-networks  “About Networks” → /sections/about-networks/" in (
        capsys.readouterr().out
    )


def test_nothing_missing_is_said_by_the_exit_code(export: Path, uploads: Path) -> None:
    bulletin(426)
    bulletin(427)
    bring_in(export, uploads)
    OldThing.objects.filter(old_id__in=[9003, 8823, 50]).update(state="retired")
    assert report_command.run(export) == 0


def test_a_cell_of_the_report_is_never_a_formula(tmp_path: Path, export: Path, capsys: Out) -> None:
    hostile = tmp_path / "site.xml"
    hostile.write_text(export.read_text().replace("Lost report", "=HYPERLINK(1)"))
    report_command.run(hostile, as_csv=True)
    titles = [row["title"] for row in csv.DictReader(capsys.readouterr().out.splitlines())]
    assert "'=HYPERLINK(1)" in titles
    assert "Map" in titles


def test_the_editors_area_shows_what_is_missing(
    export: Path, uploads: Path, editor: Client
) -> None:
    bring_in(export, uploads)
    assert User.objects.get(email="editor@example.org").has_perm("pages.change_oldthing")
    assert not User.objects.get(email="editor@example.org").has_perm("pages.change_toldfrom")
    shown = editor.get("/cms/snippets/pages/oldthing/?state=missing").content.decode()
    assert "We have moved office" in shown
    assert "About Networks" not in shown

"""Reading lists as people have them: any table with addresses, and Mailchimp's exports."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from alliance.delivery.lists import read as reading
from alliance.delivery.lists.read import Entry, Fate, read_list
from alliance.refusals import Unreadable

NOON = "2020-11-13T12:00:00+00:00"
MAILCHIMP = (
    '"Email Address","First Name","Last Name",Organisation,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,'
    "CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,"
    "LEID,EUID,NOTES,TAGS"
)
SUBSCRIBED = (
    f"{MAILCHIMP}\n"
    'ann@example.org,Ann,Lee,Kent,2,"2015-03-16 14:40:47",192.0.2.1,"2015-03-16 14:52:03",'
    '192.0.2.1,,,,,,,,"2015-03-16 14:52:03",501,a1b2,,"""Kinship"",""Old, VIP"""\n'
    'bea@example.org,Bea,,,4,,,"2016-01-02 03:04:05",,,,,,,,,"2016-01-02 03:04:05",502,c3d4,,\n'
)
UNSUBSCRIBED = (
    '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,'
    "UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID\n"
    'cy@example.org,Cy,,2,,"2016-01-02 03:04:05","2019-05-06 07:08:09",Update 300,9,NORMAL,,503,e5\n'
)
CLEANED = (
    '"Email Address","First Name",MEMBER_RATING,CONFIRM_TIME,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,LEID\n'
    'di@example.org,Di,1,"2016-01-02 03:04:05","2020-02-03 04:05:06",Update 400,504\n'
)


def read(text: str | bytes, name: str = "list.csv") -> list[Entry]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_list([(name, data)]).entries)


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return packed.getvalue()


# Tables ----------------------------------------------------------------------------------------


def test_a_table_of_ours_says_everything() -> None:
    (entry,) = read(
        "E-mail address,Name,Authority,Topics,How often,Status,Since\n"
        "ann@example.org,Ann Lee,Kent,Kinship; Early help,weekly,subscribed,13 November 2020\n"
    )
    assert entry == Entry(
        where="row 2",
        address="ann@example.org",
        name="Ann Lee",
        at=NOON,
        authority="Kent",
        topics=["Kinship", "Early help"],
        tags=[],
        frequency="weekly",
    )


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding_that_spreadsheets_write(between: str, encoding: str) -> None:
    text = (
        f"Email{between}First name{between}Surname\r\nzoe@example.org{between}Zoë{between}O’Dee\r\n"
    )
    (entry,) = read(text.encode(encoding))
    assert (entry.address, entry.name) == ("zoe@example.org", "Zoë O’Dee")


def test_a_spreadsheet_with_real_dates() -> None:
    book = Workbook()
    book.active.append(["Email", "Since"])
    book.active.append(["ann@example.org", dt.date(2020, 11, 13)])
    book.active.append([None, None])
    book.active.append(["bea@example.org", dt.datetime.fromisoformat("2020-11-13T09:30")])
    data = io.BytesIO()
    book.save(data)
    assert [(entry.where, entry.at) for entry in read(data.getvalue(), "list.xlsx")] == [
        ("row 2", NOON),
        ("row 4", "2020-11-13T09:30:00+00:00"),
    ]


def test_addresses_alone_without_a_heading() -> None:
    assert [entry.address for entry in read("ann@example.org\nbea@example.org\n")] == [
        "ann@example.org",
        "bea@example.org",
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" Ann@Example.org ", "Ann@Example.org"),
        ("Ann Lee <ann@example.org>", "ann@example.org"),
        ("mailto:ann@example.org", "ann@example.org"),
        ("ann@example.org\u200b", "ann@example.org"),
    ],
)
def test_an_address_as_people_copy_it(written: str, meant: str) -> None:
    assert read(f"Email,Name\n{written},Ann\n")[0].address == meant


@pytest.mark.parametrize(
    ("said", "fate"),
    [
        ("Subscribed", Fate.SUBSCRIBED),
        ("", Fate.SUBSCRIBED),
        ("Unsubscribed", Fate.LEFT),
        ("opted-out", Fate.LEFT),
        ("Bounced", Fate.CLEANED),
        ("spam", Fate.COMPLAINED),
        ("Pending", Fate.PENDING),
        ("perhaps", Fate.UNCLEAR),
    ],
)
def test_what_a_status_says(said: str, fate: Fate) -> None:
    assert read(f"Email,Status\nann@example.org,{said}\n")[0].fate == fate


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("13 November 2020", NOON),
        ("13/11/2020", NOON),
        ("2020-11-13", NOON),
        ("2020-11-13 14:40:47", "2020-11-13T14:40:47+00:00"),
        ("13/11/2020 14:40", "2020-11-13T14:40:00+00:00"),
        ("2020-11-13T14:40:47Z", "2020-11-13T14:40:47+00:00"),
        ("2020-11-13T14:40:47+02:00", "2020-11-13T14:40:47+02:00"),
        ("last autumn", "last autumn"),
    ],
)
def test_moments_as_programs_write_them(written: str, meant: str) -> None:
    assert read(f"Email,Opted in on\nann@example.org,{written}\n")[0].at == meant


def test_a_day_on_which_somebody_left_makes_them_gone_whatever_else_is_said() -> None:
    (entry,) = read("Email,Status,Unsubscribed on\nann@example.org,subscribed,13/11/2020\n")
    assert (entry.fate, entry.at) == (Fate.LEFT, NOON)


def test_columns_that_are_not_read_are_named() -> None:
    table = read_list([("list.csv", b"Email,Shoe size,Name\nann@example.org,5,Ann\n")])
    assert table.passed_over == ["the column Shoe size"]
    assert not table.is_mailchimp


# Mailchimp -------------------------------------------------------------------------------------


def test_an_export_of_mailchimp_as_a_zip() -> None:
    data = zipped(
        subscribed_members_export_ab12__csv=SUBSCRIBED,
        unsubscribed_members_export_ab12__csv=UNSUBSCRIBED,
        cleaned_members_export_ab12__csv=CLEANED,
        nonsubscribed_members_export_ab12__csv=f"{MAILCHIMP}\ned@example.org,Ed,,,2\n",
        granular_activity__txt="…",
    )
    found = read_list([("export.zip", data)])

    assert found.is_mailchimp
    assert found.passed_over == ["the file granular_activity.txt"]
    assert [(entry.address, entry.name, entry.fate, entry.at) for entry in found.entries] == [
        ("ann@example.org", "Ann Lee", Fate.SUBSCRIBED, "2015-03-16T14:52:03+00:00"),
        ("bea@example.org", "Bea", Fate.SUBSCRIBED, "2016-01-02T03:04:05+00:00"),
        ("cy@example.org", "Cy", Fate.LEFT, "2019-05-06T07:08:09+00:00"),
        ("di@example.org", "Di", Fate.CLEANED, "2020-02-03T04:05:06+00:00"),
        ("ed@example.org", "Ed", Fate.PENDING, ""),
    ]
    assert found.entries[0].tags == ["Kinship", "Old, VIP"]
    assert found.entries[0].where == "subscribed_members_export_ab12.csv, row 2"
    assert found.entries[2].why == "NORMAL"


@pytest.mark.parametrize(("text", "fate"), [(UNSUBSCRIBED, Fate.LEFT), (CLEANED, Fate.CLEANED)])
def test_its_columns_say_what_a_renamed_file_is(text: str, fate: Fate) -> None:
    lines = text.splitlines()
    without_times = ",".join([*lines[1].split(",")[:2], ""])
    entries = read(f"{lines[0]}\n{lines[1]}\n{without_times}\n", "from Sue.csv")
    assert {entry.fate for entry in entries} == {fate}


def test_of_several_tables_with_the_word_in_their_names_only_mailchimps_are_taken_by_it() -> None:
    assert read("Email\nann@example.org\n", "unsubscribed_by_hand.csv")[0].fate == Fate.SUBSCRIBED


# What is no list -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("list.csv", b"", "“list.csv” is empty"),
        ("list.csv", b"Name,Age\nAnn,5\n", "has no column of e-mail addresses"),
        ("list.csv", b"Email\n", "no row below"),
        ("list.pdf", b"%PDF", "neither a .csv nor an .xlsx"),
        ("list.csv", b"\x00\x01" * 40, "is no text"),
        ("list.xlsx", b"PK nothing", "cannot be read as a spreadsheet"),
        ("list.zip", b"PK nothing", "cannot be unpacked"),
        ("list.zip", zipped(readme__txt="…"), "There is no table"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data, name)


def test_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    text = "Email\na@example.org\nb@example.org\nc@example.org\n"
    with pytest.raises(Unreadable, match="more than 2 rows"):
        read(text)
    with pytest.raises(Unreadable, match="more than 2 rows"):
        read(
            zipped(a__csv="Email\na@example.org\nb@example.org", b__csv="Email\nc@example.org"),
            "x.zip",
        )
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 5)
    with pytest.raises(Unreadable, match="far more than"):
        read(zipped(a__csv=text), "x.zip")


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(zipped(a__csv="Email\na@example.org\n"))
    for start in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[start] |= 1  # the flag that says so
    with pytest.raises(Unreadable, match="has a password"):
        read(bytes(data), "x.zip")


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "a.zip", "a"]))
def test_any_bytes_are_a_list_or_are_refused(data: bytes, name: str) -> None:
    try:
        found = read_list([(name, data)])
    except Unreadable:
        return
    assert found.entries


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_cells_below_good_headings_are_entries(rows: list[list[str]]) -> None:
    import csv

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Email", "Name", "Status", "Since"])
    writer.writerows(rows)
    try:
        entries = read(text.getvalue().encode("utf-8", "surrogatepass"))
    except Unreadable:
        return
    for entry in entries:
        assert entry.fate in set(Fate)
        assert len(entry.name) <= 200
        assert "\n" not in entry.address

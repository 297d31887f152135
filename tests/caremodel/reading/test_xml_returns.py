"""The return as XML, in the shape of the DfE's collection and in others that authorities' systems write."""

from __future__ import annotations

import datetime as dt

import pytest

from caremodel.reading import Reading, read_files
from tests.caremodel.reading.returns import faults, said

CHILD = """<CHILD>
 <HEADER>
  <CHILDID>A1</CHILDID><SEX>1</SEX><DOB>05/03/2010</DOB><ETHNIC>WBRI</ETHNIC><UPN>H801200001001</UPN>
  <UASC>1</UASC><DUC>05/03/2028</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
  <DATE_INT>01/05/2023</DATE_INT><DATE_MATCH>01/06/2023</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
  <AREVIEW><REVIEW>05/08/2023</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
  <AREVIEW><REVIEW>05/01/2024</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
  <AMISSING><MISSING>M</MISSING><MIS_START>06/08/2023</MIS_START><MIS_END>07/08/2023</MIS_END></AMISSING>
  <OC2><SDQ_SCORE>14</SDQ_SCORE><CONVICTED>0</CONVICTED><HEALTH_CHECK>1</HEALTH_CHECK></OC2>
  <PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>845</LA_PERM><DATE_PERM>zz/05/2019</DATE_PERM></PERMANENCE>
  <AD_PLACED><DATE_PLACED>01/07/2023</DATE_PLACED><DATE_PLACED_CEASED/></AD_PLACED>
 </HEADER>
 <EPISODE>
  <DECOM>03/04/2023</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PL_POST>BN8 5FJ</PL_POST>
  <HOME_POST>RH12 4FF</HOME_POST><URN>SC900095</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>25/12/2023</DEC><REC>X1</REC>
 </EPISODE>
 <EPISODE><DECOM>25/12/2023</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL><DEC/></EPISODE>
</CHILD>
<CHILD><HEADER><CHILDID>B2</CHILDID><SEX>2</SEX><DOB>13/12/2007</DOB><ETHNIC>BAFR</ETHNIC><UASC>0</UASC></HEADER></CHILD>
"""
COUNTS = {
    "header": 2, "episodes": 2, "reviews": 2, "uasc": 1, "oc2": 1, "oc3": 1, "ad1": 1,
    "placed_for_adoption": 1, "previous_permanence": 1, "missing": 1,
}  # fmt: skip


def read_xml(text: str, name: str = "2024/return.xml") -> Reading:
    return read_files([(name, text.encode())])


def lower(text: str) -> str:
    for tag in ("CHILD", "HEADER", "EPISODE", "CHILDID", "DECOM"):
        text = text.replace(f"<{tag}>", f"<{tag.title()}>").replace(
            f"</{tag}>", f"</{tag.title()}>"
        )
    return text


@pytest.mark.parametrize(
    "text",
    [
        f"<EXPSSDA903>{CHILD}</EXPSSDA903>",
        f'<?xml version="1.0" encoding="utf-8"?>\n<Message><Header/><CLA><CHILDREN>{CHILD}</CHILDREN></CLA></Message>',
        f'<s:R xmlns:s="urn:x" xmlns="urn:y">{CHILD}</s:R>',
        f"<r>{lower(CHILD)}</r>",
    ],
)
def test_children_make_rows_of_every_table(text: str) -> None:
    reading = read_xml(text)
    (one,) = reading.returns
    assert {name: len(table) for name, table in one.tables.items()} == COUNTS
    episodes = one.tables["episodes"]
    assert episodes.columns["CHILD"] == ("A1", "A1")
    assert episodes.columns["PLACE"] == ("U4", "K2")
    assert episodes.columns["DEC"] == (dt.date(2023, 12, 25), None)
    assert one.tables["header"].columns["CHILD"] == ("A1", "B2")
    assert one.tables["reviews"].columns["DOB"] == (dt.date(2010, 3, 5),) * 2
    assert one.tables["uasc"].columns["DUC"] == (dt.date(2028, 3, 5),)
    assert one.tables["previous_permanence"].columns["DATE_PERM"] == ("zz/05/2019",)
    assert faults(reading) == []


def test_the_place_of_a_row_is_the_line_of_its_element() -> None:
    (one,) = read_xml(f"<R>\n{CHILD}</R>").returns
    assert [place.line for place in one.tables["episodes"].places] == [14, 18]
    assert one.tables["episodes"].places[0].file == "2024/return.xml › episodes"


def test_a_child_seeking_asylum_without_a_last_day_is_in_uasc() -> None:
    (one,) = read_xml(f"<R>{CHILD}</R>".replace("<DUC>05/03/2028</DUC>", "")).returns
    assert one.tables["uasc"].columns["CHILD"] == ("A1",)


def test_rows_that_stand_by_themselves_are_read_too() -> None:
    text = "<Episodes>" + "".join(
        f"<Row><CHILD>{child}</CHILD><DECOM>03/04/2023</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PLACE>U4</PLACE></Row>"
        for child in ("A1", "B2")
    )
    (one,) = read_xml(text + "</Episodes>").returns
    assert one.tables["episodes"].columns["CHILD"] == ("A1", "B2")


def test_a_return_that_tells_its_year_and_authority() -> None:
    (one,) = read_xml(
        f"<R><Head><Year>2024</Year><LEA>845</LEA></Head>{CHILD}</R>", "x.xml"
    ).returns
    assert (one.year, one.authority) == (2024, "845")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><R>&b;</R>',
            "declares a document type",
        ),
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><R/>', "declares a document type"),
        (f"<R>{CHILD}", "damaged at line"),
        ("<R>&a;</R>", "damaged at line"),
        ('<?xml version="1.0" encoding="klingon"?><R/>', "damaged at line"),
        ("<html><body><p>Not found</p></body></html>", "It is a web page"),
    ],
)
def test_xml_that_is_damaged_harmful_or_something_else_is_set_aside(
    text: str, sentence: str
) -> None:
    reading = read_xml(text)
    assert reading.returns == ()
    assert sentence in said(reading)


def test_depth_costs_nothing() -> None:
    assert "no children" in said(read_xml("<a>" * 100_000 + "</a>" * 100_000))

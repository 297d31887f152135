"""Small returns as text, for the tests to damage."""

from __future__ import annotations

from caremodel.reading import Reading, read_files
from caremodel.returns import Fault, Table

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "A1,03/04/2023,S,C2,N1,U4,PR1,25/12/2023,X1,CREQB,RH12 4FF,BN8 5FJ,SC900095\n"
    "A1,25/12/2023,P,C2,N1,K2,PR4,,,,RH12 4FF,PO20 6EZ,SC900005\n"
    "B2,11/01/2024,S,V2,N8,H5,PR5,,,,GU28 0JJ,GU28 9ND,\n"
)
HEADER = (
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
    "A1,1,05/03/2010,WBRI,H801200001001,,\n"
    "B2,2,13/12/2007,BAFR,UN3,0,\n"
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,05/03/2010,05/08/2023,PN1\n"


def read_text(name: str, text: str) -> Reading:
    """What is read from one file of text."""
    return read_files([(name, text.encode())])


def only_table(reading: Reading) -> Table:
    """The one table of the one return that was read."""
    (one,) = reading.returns
    (table,) = one.tables.values()
    return table


def faults(reading: Reading) -> list[Fault]:
    """All faults, of returns too."""
    return [*(fault for one in reading.returns for fault in one.faults), *reading.faults]


def said(reading: Reading) -> str:
    """All sentences, one a line."""
    return "\n".join(fault.message for fault in faults(reading))


def episodes_with(column: str, *texts: str) -> str:
    """A table of episodes of one child each, with these texts in one column."""
    heads = EPISODES.split("\n")[0].split(",")
    rows = []
    for number, text in enumerate(texts):
        cells = f"C{number},03/04/2023,S,C2,N1,U4,PR1,,,,RH12 4FF,BN8 5FJ,SC900095".split(",")
        cells[heads.index(column)] = text
        rows.append(",".join(cells))
    return "\n".join([",".join(heads), *rows]) + "\n"

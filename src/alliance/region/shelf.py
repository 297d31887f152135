"""Documents of the sample's library that are open to everybody. Invented, as all of it.

One was replaced since, one is nearly another, one is a scan without words: so that editors see how
each of these looks.
"""

from __future__ import annotations

import io

import docx
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageDraw
from wagtail.models import Collection

from alliance.library.documents.keep import keep_earlier
from alliance.library.models import DocumentFile
from alliance.search.registry import together

from .paper import pdf_of

SHELF = "Tools and templates"
PLAN = [
    "This plan is for two people who look at first visits in another authority. It fits on two sides, "
    "because whoever is visited has to read it too.",
    "Before: agree which ten visits, who may be asked, and what happens if something worrying is seen. "
    "Write down the name of the person to be told, and their telephone number.",
    "On the day: read the record first, then talk with the social worker, then with a carer or a parent "
    "who has said yes. Ask each of them what they would do differently.",
    "Afterwards: say three things on the same day, face to face. Send the rest within ten working days, "
    "on one page, to the person who asked you, and to nobody else.",
    "Count only what both of you saw. Where you do not agree, write that you do not agree, and why.",
    "Keep no names. A visit is known by its number, and the list of numbers stays where the children are.",
]
GUIDE = (
    ("How to hand on a foster carer’s file", ""),
    ("", "When a carer moves from one authority to another, the new one asks and the old one answers "
     "within fifteen working days. This guide says who asks whom for what, and what carers are told."),
    ("What is handed on", ""),
    ("", "The assessment, the last two reviews, training, and any concern with its outcome. Not handed on: "
     "what others said in confidence, and anything about a child by name."),
    ("What the carer sees", ""),
    ("", "Everything that is handed on, before it goes. They may add a page of their own."),
)  # fmt: skip


@transaction.atomic
def load_shelf() -> int:
    """Put the documents on their shelf, once; returns how many there are now."""
    root = Collection.get_first_root_node()
    if root.get_children().filter(name=SHELF).exists():
        return 0
    shelf = root.add_child(instance=Collection(name=SHELF))
    with together():
        _put(
            shelf,
            "Plan for looking at first visits",
            "first-visits.pdf",
            pdf_of("A plan for looking at first visits", PLAN),
        )
        corrected = [*PLAN[:3], PLAN[3].replace("ten working days", "five working days"), *PLAN[4:]]
        later = _put(shelf, "Plan for looking at first visits, revised", "first-visits-revised.pdf",
                     pdf_of("A plan for looking at first visits", [*corrected, "Draft."]))  # fmt: skip
        _replace(
            later,
            "first-visits-revised.pdf",
            pdf_of("A plan for looking at first visits", corrected),
        )
        _put(shelf, "How to hand on a foster carer’s file", "foster-carers-file.docx", _word())
        _put(shelf, "Signed attendance list, autumn workshop", "attendance-scan.pdf", _scan())
    return shelf_count()


def shelf_count() -> int:
    """How many documents stand on the shelf."""
    return int(DocumentFile.objects.filter(collection__name=SHELF).count())


def _put(shelf: Collection, title: str, name: str, content: bytes) -> DocumentFile:
    document = DocumentFile(title=title, collection=shelf)
    document.file.save(name, ContentFile(content))
    return document


def _replace(document: DocumentFile, name: str, content: bytes) -> None:
    """Another file in its place, as an editor does it: the earlier one is kept."""
    keep_earlier(by=None, document=document)
    document.file.save(name, ContentFile(content))


def _word() -> bytes:
    document = docx.Document()
    for heading, paragraph in GUIDE:
        if heading:
            document.add_heading(heading, level=1)
        else:
            document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _scan() -> bytes:
    """A page as a scanner sees it: a picture of lines, no words."""
    page = Image.new("RGB", (620, 877), "#fbfaf6")
    pen = ImageDraw.Draw(page)
    pen.rectangle((60, 60, 380, 84), fill="#3b4a52")
    for row in range(14):
        top = 140 + 48 * row
        pen.line((60, top + 30, 560, top + 30), fill="#9aa5ab", width=2)
        points = [
            (70 + 11 * n, top + 14 + (7 if (n * 7 + row * 5) % 3 else -6))
            for n in range(9 + row % 6)
        ]
        pen.line(points, fill="#23343c", width=2)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=75)
    return out.getvalue()

"""Letters that look as real ones do, and some that nobody should write."""

from __future__ import annotations

from dataclasses import replace

from alliance.delivery.composing.letter import (
    Asked,
    Letter,
    Line,
    Manner,
    Part,
    Piece,
    Reach,
    Reader,
    Site,
)
from alliance.delivery.composing.values import Values

KENT, SURREY, MEDWAY = 1, 2, 3
FOSTERING, SEND = 11, 12
SITE = Site(
    address="https://alliance.example.org",
    name="Eastern Alliance",
    sender="Eastern Alliance <news@alliance.example.org>",
    reply_to="office@alliance.example.org",
    postal="Eastern Alliance\nCounty Hall, Anytown AN1 1AA",
    mailing_id=12,
)
VALUES = Values(
    name="Nerys Hallowfield",
    address="nerys.hallowfield@kent.example.org",
    choices=f"{SITE.address}/preferences/{'T' * 47}/",
    leave=f"{SITE.address}/unsubscribe/{'L' * 47}/",
)
DIRECTOR = Reader(authority=KENT, is_member=True)
ANYBODY = Reader()

LEADS = Asked(
    title="Say who your data lead is",
    by="by Friday 20 November 2026",
    who="all authorities",
    url="/actions/31/",
    reach=Reach.PUBLIC,
    authorities=frozenset({KENT, SURREY}),
)
FORM = Asked(
    title="Return the form on placements at a distance",
    by="by 12 noon on 27 November 2026, no later",
    who="directors of Kent and Medway",
    url="/actions/32/",
    reach=Reach.ASKED,
    authorities=frozenset({KENT, MEDWAY}),
)
FIGURES = Asked(
    title="Check your figures before they are shared",
    who="members",
    url="/actions/33/",
    reach=Reach.MEMBERS,
    authorities=frozenset({SURREY}),
)
DATA = Piece(
    key="item/1",
    title="Data leads: who they are this year",
    html=(
        "<p>The <a href='/networks/data/'>data network</a> meets on 3 December. Before then we"
        " ask each authority who its lead is, so that invitations reach them and not those who"
        " have moved on.</p><ul><li>Leads of last year stay unless you say otherwise</li>"
        "<li>A lead may be <em>shared</em> by two authorities</li></ul>"
    ),
    url="/items/1/data-leads/",
    topic_names=("Data",),
    asked=(LEADS,),
)
PLACEMENTS = Piece(
    key="item/2",
    title="Placements at a distance",
    html=(
        "<p>Sufficiency leads looked at placements more than 20 miles from home. Their"
        " <strong>findings</strong> are below, with <a href='https://www.example.com/report?a=1&amp;b=2'>"
        "the whole report</a>.</p>"
        "<table><caption>Placements by distance, September 2026</caption><thead><tr><th scope='col'>"
        "Distance</th><th scope='col'>Number</th></tr></thead><tbody><tr><th scope='row'>Under 20 miles"
        "</th><td>1,204</td></tr><tr><th scope='row'>20 miles and more</th><td>311</td></tr></tbody></table>"
        "<h3>What comes next</h3><p>We will write to those with the most. “Nobody should learn of this"
        " by letter”, said the chair.</p><blockquote><p>Children tell us that they miss their friends"
        " first.</p></blockquote>"
    ),
    url="/items/2/placements/",
    topics=frozenset({FOSTERING}),
    topic_names=("Sufficiency", "Fostering"),
    audiences=frozenset({"care"}),
    asked=(FORM,),
)
CONFERENCE = Piece(
    key="item/3",
    title="Conference on early help",
    html="<p>Places are left. <a href='mailto:events@example.org'>Write to the organisers</a>.</p>",
    url="/items/3/conference/",
    why="First said on 6 November 2026; it is on 3 December 2026.",
    topics=frozenset({SEND}),
    audiences=frozenset({"early_help"}),
)
FULL = Letter(
    subject="Update 429, 13 November 2026",
    masthead="Update 429",
    day="13 November 2026",
    alliance="Eastern Alliance",
    url="/bulletins/429/",
    introduction="<p>Dear colleagues, thank you to all who came to the autumn day in Ely.</p>",
    parts=(
        Part(
            heading="News",
            manner=Manner.PIECES,
            pieces=(
                DATA,
                PLACEMENTS,
                Piece(
                    key="item/4",
                    title="Shared figures for the autumn",
                    html="<p>They are ready, and wait for your look.</p>",
                    url="/items/4/figures/",
                    asked=(FIGURES,),
                ),
                Piece(
                    key="item/5",
                    title="New guidance on kinship care",
                    html=(
                        "<p>The department has published <a href='https://www.gov.uk/kinship'>its"
                        " guidance</a>. It comes into force in January.</p><ol start='3'><li>Read it"
                        "</li><li>Tell your panel<ul><li>before Christmas</li></ul></li></ol>"
                    ),
                    url="/items/5/kinship/",
                    topics=frozenset({FOSTERING}),
                    topic_names=("Kinship care",),
                ),
                Piece(
                    key="item/6",
                    title="A welcome to new directors",
                    html="<p>Two directors began on 1 November.</p>",
                    url="/items/6/welcome/",
                ),
            ),
        ),
        Part(
            heading="Reminders from previous weeks", manner=Manner.REMINDERS, pieces=(CONFERENCE,)
        ),
        Part(
            heading="Publications",
            manner=Manner.LIST,
            lines=(
                Line(
                    title="Children’s homes: what inspectors found",
                    url="https://www.example.com/homes",
                    note="Ofsted, 29 October 2026",
                    topics=frozenset({FOSTERING}),
                ),
                Line(title="SEND in numbers", url="/publications/7/", topics=frozenset({SEND})),
            ),
            more_url="/publications/tools-and-templates/",
        ),
        Part(
            heading="Dates to come",
            manner=Manner.DATES,
            lines=(
                Line(
                    title="Data network",
                    url="/networks/data/",
                    note="10am, online",
                    day="2026-12-03",
                ),
            ),
        ),
        Part(
            heading="Contacts",
            manner=Manner.CONTACTS,
            lines=(
                Line(
                    title="Nell Farrow",
                    url="mailto:nell@example.org",
                    note="Programme manager, 01234 567890",
                ),
            ),
        ),
    ),
)
MINIMAL = Letter(
    subject="The week to 20 November 2026",
    masthead="The week to 20 November 2026",
    day="",
    alliance="Eastern Alliance",
    parts=(
        Part(heading="News", manner=Manner.PIECES, pieces=(Piece(key="a", title="One thing"),)),
    ),
)
_LONG = "Donaudampfschifffahrtsgesellschaft" * 6
HOSTILE = replace(
    FULL,
    masthead=f"Update ⟦name⟧ <b>{_LONG}",
    subject="Update\r\nBcc: everybody@example.org ⟦choices⟧",
    introduction=f"<p>{_LONG} <a href='https://example.com/{_LONG}'>{_LONG}</a></p>",
    parts=(
        Part(
            heading=f"Newyddion o Gymru: Tŷ’r Cyffredin {_LONG}",
            manner=Manner.PIECES,
            pieces=(
                Piece(
                    key="h1",
                    title="خدمات الأطفال في المنطقة",
                    html=(
                        "<p>خدمات <b>الأطفال</b> &#10214;name&#10215; <script>alert(1)</script>"
                        "<img src='https://tracker.example/x.gif' alt='A chart of homes'>"
                        "<a href='javascript:alert(1)'>press</a> <a href='⟦choices⟧'>leave</a></p>"
                        "<h4>First</h4><p>a</p><h3>Then</h3><p onclick='x'>b</p>"
                        f"<p>https://example.com/{'a' * 200}</p>"
                    ),
                    url="/items/h1/",
                    asked=(replace(LEADS, title=f"Answer {_LONG}", who=_LONG),),
                ),
                Piece(
                    key="h2",
                    title="A wide table",
                    html="<table><tr>"
                    + "".join(f"<th>Heading {n}</th>" for n in range(9))
                    + "</tr><tr>"
                    + "".join(f"<td>{n}{n},000,000</td>" for n in range(9))
                    + "</tr></table>",
                ),
            ),
        ),
    ),
)
"""Words, addresses and markup that break pages."""
HOSTILE_VALUES = replace(
    VALUES,
    name="Siân “<b>Ŵyn</b>” عبد الرحمن ⟦choices⟧",
    address=f"{'a' * 60}@{'b' * 60}.example.org",
)


def long_letter(pieces: int, characters: int = 600, *, lines: int = 0) -> Letter:
    """As many pieces, every fourth of them with something asked of Kent."""
    paragraph = "Words of a body that goes on, with “quotes” and dates of 3 December. "
    body = "".join(f"<p>{paragraph * 3}</p>" for _ in range(max(1, characters // 210)))
    return replace(
        FULL,
        parts=(
            Part(
                heading="News",
                manner=Manner.PIECES,
                pieces=[
                    Piece(
                        key=f"item/{n}",
                        title=f"Piece {n} of the news this week",
                        html=body,
                        url=f"/items/{n}/piece/",
                        topic_names=("Fostering",),
                        asked=(replace(LEADS, title=f"Do thing {n}", url=f"/actions/{n}/"),)
                        if n % 4 == 0
                        else (),
                    )
                    for n in range(pieces)
                ],
            ),
            Part(
                heading="Publications",
                manner=Manner.LIST,
                lines=[
                    Line(title=f"Report {n}", url=f"/publications/{n}/", note="A publisher")
                    for n in range(lines)
                ],
            ),
        ),
    )

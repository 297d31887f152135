"""What the sample's sources have brought: invented publishers, and what they never said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SamplePiece:
    """One piece of news; `ago` are days before the sample's day, `due` days after it."""

    source: str
    """Key of its source; `mail` for a mail handed in, else the name of who sent it."""
    ago: int
    title: str
    text: str
    document_type: str = ""
    due: int | None = None
    """Stands in the text as {due}."""
    state: str = "new"
    why: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SampleSource:
    key: str
    name: str
    kind: str
    address: str
    publisher: str
    topics: tuple[str, ...] = ()
    every: int = 4
    story: str = "works"


SOURCES = (
    SampleSource(
        "department", "National department: guidance and consultations", "feed",
        "https://department.example.org/children/latest.atom", "National Department for Children",
    ),
    SampleSource(
        "inspectorate", "Inspectorate: reports and notices", "feed",
        "https://inspectorate.example.org/news.rss", "Children’s Inspectorate",
    ),
    SampleSource(
        "research", "Care research centre", "feed",
        "https://care-research.example.org/feed.json", "Centre for Research on Care",
        ("children-in-care",), every=24,
    ),
    SampleSource(
        "kinship", "Kinship families’ charity: training page", "page",
        "https://kinship-families.example.org/training/", "Kinship Families Together",
        ("children-in-care",), every=24, story="failing",
    ),
    SampleSource(
        "send", "SEND practice network", "feed", "https://send-practice.example.org/blog/feed/",
        "SEND Practice Network", ("send",),
    ),
    SampleSource(
        "old", "Youth justice digest", "feed", "https://youth-digest.example.org/rss",
        "Youth Justice Digest", ("youth-justice",), story="gone",
    ),
)  # fmt: skip

PIECES = (
    SamplePiece("department", 1, "Statutory guidance on kinship care: revised edition",
        "The revised statutory guidance takes effect from 1 April. Authorities must publish a local offer for kinship "
        "carers and name a senior officer who answers for it.", "statutory_guidance"),
    SamplePiece("department", 2, "Consultation: national standards for supported accommodation",
        "We ask for views on the quality standards for supported accommodation of 16 and 17 year olds. The consultation "
        "closes on {due}.", "open_consultation", 38),
    SamplePiece("department", 3, "Grant for family hubs: bids invited",
        "Authorities may bid for a share of £12 million for family hubs. Bids must reach the department by noon on {due}.",
        "guidance", 24),
    SamplePiece("department", 4, "Data collection: children looked after return, guide for the coming year",
        "The guide to the return has been published. Two items are new: the distance of a placement, and whether a child "
        "has an independent visitor.", "guidance"),
    SamplePiece("department", 5, "New duty to record the reasons for school transport refusals",
        "From 1 January authorities have a legal duty to keep the reasons for which they refuse transport to a child with "
        "an education, health and care plan.", "regulation"),
    SamplePiece("department", 6, "Children’s services: workforce statistics",
        "The number of social workers in post rose by 2 per cent; vacancies fell by 5 per cent. Agency rates are given by "
        "region.", "national_statistics"),
    SamplePiece("department", 8, "Response to the consultation on advocacy standards",
        "The response to last year’s consultation has been published. Fourteen of sixteen standards stay as proposed.",
        "consultation_outcome"),
    SamplePiece("inspectorate", 1, "Thematic inspection: joint working on serious youth violence",
        "The report draws on six areas. It finds that plans are good where one person answers for them.", "research"),
    SamplePiece("inspectorate", 2, "Changes to the inspection of children’s homes from April",
        "Short inspections will be announced one working day before. The handbook will follow in February.", "notice"),
    SamplePiece("inspectorate", 4, "Webinar for providers: what inspectors look for in supported accommodation",
        "The webinar is on {due} at 2 pm. Places are free; register on our site.", "event", 15),
    SamplePiece("inspectorate", 7, "Inspectors wanted: social care, South East",
        "We are looking for inspectors with at least three years in a senior post. Apply by {due}.", "vacancy", 19),
    SamplePiece("inspectorate", 9, "Annual report published",
        "The annual report covers the year to August. Its chapter on sufficiency names fostering as the greatest worry."),
    SamplePiece("research", 2, "What helps placements last? A review of ninety studies",
        "Early matching, a named worker and contact with brothers and sisters go with placements that last. The review "
        "says how sure each finding is.", "research"),
    SamplePiece("research", 5, "Survey of independent reviewing officers: take part",
        "The survey takes ten minutes and closes on {due}. Results go to each authority that took part.", "survey", 11),
    SamplePiece("research", 9, "Lunchtime talk: leaving care and housing",
        "Three authorities tell how they keep young people in their first home. Online on {due}, 12.30 to 1.30 pm.",
        "event", 8),
    SamplePiece("research", 12, "Brief: step across from residential care to fostering",
        "A four-page brief on what eleven projects learned, with costs.", "research"),
    SamplePiece("kinship", 6, "Training for family group conference co-ordinators: changed",
        "Spring dates: 12 January, 9 February and 9 March, online. Two free places for each authority."),
    SamplePiece("kinship", 13, "Training for panel members: changed",
        "The course of 4 December is full. A second one is on {due}.", "", 17),
    SamplePiece("send", 1, "Annual reviews in alternative provision: a checklist",
        "Written by caseworkers from five areas; free to copy and change.", "guidance"),
    SamplePiece("send", 3, "Peer support offer: inclusion in early years settings",
        "Up to four authorities may have two days with a practitioner who has done it. Ask by {due}.", "offer", 29),
    SamplePiece("send", 4, "Kinship care guidance revised: what it means for SEND teams",
        "The revised statutory guidance on kinship care names the education of children in kinship care. We say which "
        "parts matter to SEND teams."),
    SamplePiece("send", 6, "Conference: preparing for adulthood",
        "Birmingham and online on {due}. Early places at £60 until the end of the month.", "event", 52),
    SamplePiece("send", 10, "In memory of Joan Farrier",
        "Joan Farrier, who taught in special schools for forty years and helped to found this network, has died. A "
        "memorial will be held in spring."),
    SamplePiece("send", 14, "Software that sorts case notes: a free trial",
        "A supplier offers a free trial until {due}.", "offer", 20, "no", "An advertisement."),
    SamplePiece("old", 20, "Digest of youth justice, last number",
        "This is our last number. The archive stays until the summer."),
    SamplePiece("old", 27, "Reoffending figures by area", "The quarterly figures by area are out.", "national_statistics",
        None, "no", "Figures for the whole country only."),
    SamplePiece("mail", 2, "Health board: new pathway for speech and language assessments",
        "From {due} referrals go through one address for the whole county. The flyer says who may refer.", "", 30),
    SamplePiece("Rahima Noor", 1, "Our fostering hub has opened its doors",
        "Twelve households have come forward in six weeks. We will gladly show others how we set it up.", "", None, "new",
        "", "A fostering hub", "rahima.noor@example.org"),
    SamplePiece("Peter Ashdown", 3, "Job: head of virtual school",
        "Permanent, full time, from Easter. Applications by {due}.", "", 22, "new", "", "A county council",
        "peter.ashdown@example.org"),
    SamplePiece("Gill Thorne", 7, "Offer: two days of support with neglect audits",
        "Our audit team has two days to give before the end of March. First come, first served.", "", None, "later",
        "Ask again in January.", "An audit team"),
)  # fmt: skip

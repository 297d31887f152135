"""What the sample’s two agreements say. All of it is invented: texts, days, caps, who left and why."""

from __future__ import annotations

MARK = "Invented for the sample region; no authority has agreed to it."

MOU_TITLE = "Memorandum of Understanding"
MOU_SUMMARY = (
    "How the authorities of the region work together to improve their children’s services: who "
    "leads, who pays, what data are shared and what is told to others when a service is failing. "
    f"{MARK}"
)
MOU_TEXT = (
    f"{MARK} It shows what a document looks like that three people of each authority sign.",
    "1. Purpose. The authorities help one another to improve services for children and families, and "
    "each keeps its own duties in law.",
    "2. Leadership. The directors of children’s services lead the alliance; one of them is the chair "
    "for two years.",
    "3. Money. Each authority pays the yearly share that the directors agree before December.",
    "4. Data. What is shared for benchmarking is used for improvement only, and no child is ever "
    "identifiable in it.",
    "5. Concerns. Who learns in a peer review that children are at risk tells the director of that "
    "authority on the same day.",
    "6. Term. This version is for one year. It is signed by the director of children’s services, the "
    "chief executive and the lead member of each authority.",
)
MOU_CHANGES = (
    "The first version that is signed by three people of each authority.",
    "Section 4 says that benchmarking data are at authority level only.",
    "Section 5 gives the day by which a concern is told: the same day, not within five.",
)

MOC_TITLE = "Memorandum of Co-operation"
MOC_SUMMARY = (
    "What authorities agreed on children’s social workers, agency and permanent: how they are "
    f"found, paid, reviewed and written about. {MARK}"
)
MOC_TEXT = (
    f"{MARK} It shows an agreement that each authority joins protocol by protocol.",
    "The protocols are numbered; each takes effect on a day of its own. An authority pledges, goes "
    "live, and may leave, protocol by protocol.",
)
PROTOCOLS = (
    ("Reference standard", "One form, given by the team manager within five working days."),
    ("End-of-placement reviews", "A short review is written when an agency placement ends."),
    ("All suppliers", "The same terms for every supplier, the second tier included."),
    ("Pipeline to permanent", "After six months an agency worker is offered a permanent post."),
    ("Standard information", "The same facts of each worker go to each authority that hires."),
    ("No headhunting", "No authority approaches another’s permanent staff."),
    ("Pay caps", "No more is paid an hour than the cap of the role."),
    ("Notice", "Four weeks’ notice on both sides."),
    ("Project teams", "Teams are hired by name and caseload, never as a block."),
    ("Newly qualified workers", "None is hired through an agency in the first year."),
    ("Return to agency work", "Three months after leaving a permanent post of the region."),
    ("Quarterly return", "Numbers, roles and rates are told to the alliance each quarter."),
    ("Breaches", "A breach is told to the other authority first, and then to the alliance."),
)
FIRST_PROTOCOLS = 6
CAPS = (
    ("Social worker", "Holds cases, qualified for more than a year.", "36.50", "38.00"),
    ("Assistant team manager", "Also called senior practitioner.", "40.00", "41.50"),
    ("Team manager", "Manages a team and its budget.", "45.00", "46.75"),
)
GIVEN = "Ada Basil Clement Dora Edgar Flora Gideon Hester Ivor Judith Kit Lorna".split()
FAMILY = (
    "Ashdown Birchwood Coppard Dunmore Elmhirst Fernley Garside Hawkesby Inglemere Juniper "
    "Kestleby Larkmoor Marlowe Nettleship Oldacre Pennick"
).split()
"""Of which the sample makes up chief executives and lead members that are not in the directory."""

"""The sample region's people. Every name is invented; no telephone number or address works.

Telephone numbers are from the ranges that Ofcom keeps for drama (01632 960000–960999 and
07700 900000–900999); e-mail addresses are at example.org, which no one can receive mail at.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from alliance.directory.models import RoleKind

PROGRAMME = "South East Alliance Programme"


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person with one role; `phone_is_public` where a bulletin prints the number."""

    key: str
    name: str
    kind: RoleKind
    title: str
    authority: str = ""
    network: str = ""
    phone: str = ""
    has_account: bool = False
    """Whose sign-in is printed. Every director has an account besides, so that somebody decides."""

    @property
    def email(self) -> str:
        return f"{'.'.join(self.name.lower().replace('’', '').split())}@example.org"

    @property
    def organisation(self) -> str:
        return self.authority or PROGRAMME


# In the order in which a bulletin's contact block gives them.
CONTACTS = (
    SamplePerson(
        "data",
        "Imran Thistlewood",
        RoleKind.DATA_LEAD,
        "Data and Information Manager",
        "East Sussex",
        "data-benchmarking",
        "01632 960118",
        True,
    ),
    SamplePerson(
        "adviser",
        "Gwilym Starbeck",
        RoleKind.NATIONAL_PARTNER,
        "Improvement Adviser",
        phone="07700 900133",
    ),
    SamplePerson(
        "education",
        "Colm Aldersey",
        RoleKind.NETWORK_LEAD,
        "AD Education Network Lead",
        network="ad-education",
        phone="07700 900127",
    ),
    SamplePerson(
        "eddata",
        "Sunniva Prewett",
        RoleKind.NETWORK_LEAD,
        "Education Data Group Lead",
        "Reading",
        "education-data",
    ),
    SamplePerson(
        "complex",
        "Philippa Ronan-Dew",
        RoleKind.COMMISSIONER,
        "Complex Needs Project Lead",
        phone="07700 900164",
    ),
    SamplePerson(
        "workforce",
        "Ravinder Coldstream",
        RoleKind.NETWORK_LEAD,
        "Workforce, PSW and AD Safeguarding Network Lead",
        network="ad-safeguarding",
        phone="07700 900142",
    ),
    SamplePerson(
        "kinship",
        "Bethan Oakeshott",
        RoleKind.NETWORK_LEAD,
        "Fostering, Kinship and Early Help Networks Lead",
        network="fostering",
        phone="07700 900159",
        has_account=True,
    ),
    SamplePerson(
        "send",
        "Odette Marchbanks",
        RoleKind.NETWORK_LEAD,
        "S.E. Region SEND Network Co-ordinator",
        network="send",
    ),
    SamplePerson(
        "support",
        "Tobias Quillan",
        RoleKind.PROGRAMME_SUPPORT,
        "Programme Support",
        phone="01632 960187",
        has_account=True,
    ),
    SamplePerson(
        "manager",
        "Nerys Hallowfield",
        RoleKind.PROGRAMME_MANAGER,
        "Programme Manager",
        phone="01632 960101",
        has_account=True,
    ),
)
FORMER_ADVISER = SamplePerson(
    "adviser",
    "Lavinia Threlkeld",
    RoleKind.NATIONAL_PARTNER,
    "Improvement Adviser",
    phone="07700 900171",
)
"""Adviser until `weeks.ADVISER_SINCE` weeks ago: people change and roles outlive them."""

_DIRECTORS = {
    "Bracknell Forest": "Isolde Farrant",
    "Brighton and Hove": "Desmond Achterberg",
    "Buckinghamshire": "Rosalind Tewkes",
    "East Sussex": "Hamid Lorrimore",
    "Hampshire": "Verity Blenkarne",
    "Isle of Wight": "Aurelio Stannage",
    "Kent": "Marguerite Oduya-Finch",
    "Medway": "Callum Vantreight",
    "Milton Keynes": "Sanjana Whitlocke",
    "Oxfordshire": "Piers Mandeville-Rao",
    "Portsmouth": "Thandeka Ormsley",
    "Reading": "Leofric Bonham",
    "Slough": "Yasmin Quarrington",
    "Southampton": "Edmund Tregarthen",
    "Surrey": "Ottoline Sabrewell",
    "West Berkshire": "Idris Penhallow",
    "West Sussex": "Cordelia Amankwah",
    "Windsor and Maidenhead": "Barnaby Lisscott",
    "Wokingham": "Fenella Druce",
}
_ASSISTANTS = {
    "Hampshire": "Marnie Ellingworth",
    "Kent": "Joss Pellworth",
    "Reading": "Adaeze Thornbury",
    "Surrey": "Wilfred Escott",
    "Portsmouth": "Delphine Marlott",
    "Oxfordshire": "Kit Ravensdale",
}
_LEAD_MEMBERS = {
    "Hampshire": "Councillor Agnes Wherrett",
    "Kent": "Councillor Osman Delacourt",
    "Milton Keynes": "Councillor Perdita Haslam",
    "Slough": "Councillor Jarnail Westbrook",
    "West Sussex": "Councillor Maurice Tindle",
    "Medway": "Councillor Una Cresswell-Bey",
}
_CHIEFS = {
    "Kent": "Lucasta Fairhurst",
    "Portsmouth": "Ambrose Nkemelu",
    "Wokingham": "Sidony Grange",
}
_DATA_LEADS = {
    "Hampshire": "Percival Ludd",
    "Kent": "Noor Castlemaine",
    "Surrey": "Emlyn Harbottle",
    "Portsmouth": "Zadie Winterslow",
    "Slough": "Rupesh Landseer",
    "Oxfordshire": "Flora Macindoe",
    "Medway": "Tamsin Okoro-Vale",
}
_COMMISSIONERS = {
    "Kent": "Gareth Mossop",
    "Milton Keynes": "Ingrid Sallow",
    "West Sussex": "Benedict Amory",
}

PEOPLE = (
    *CONTACTS,
    *(
        SamplePerson(
            f"dcs-{a}",
            n,
            RoleKind.DCS,
            "Director of Children’s Services",
            a,
            has_account=a == "Hampshire",
        )
        for a, n in _DIRECTORS.items()
    ),
    *(
        SamplePerson(
            f"pa-{a}",
            n,
            RoleKind.DCS_PA,
            "PA to the Director of Children’s Services",
            a,
            has_account=a == "Hampshire",
        )
        for a, n in _ASSISTANTS.items()
    ),
    *(
        SamplePerson(
            f"lead-{a}",
            n,
            RoleKind.LEAD_MEMBER,
            "Lead Member for Children’s Services",
            a,
        )
        for a, n in _LEAD_MEMBERS.items()
    ),
    *(
        SamplePerson(f"chief-{a}", n, RoleKind.CHIEF_EXECUTIVE, "Chief Executive", a)
        for a, n in _CHIEFS.items()
    ),
    *(
        SamplePerson(
            f"data-{a}",
            n,
            RoleKind.DATA_LEAD,
            "Data Lead",
            a,
            has_account=a == "Portsmouth",
        )
        for a, n in _DATA_LEADS.items()
    ),
    *(
        SamplePerson(
            f"commissioner-{a}",
            n,
            RoleKind.COMMISSIONER,
            "Commissioner of Placements",
            a,
            has_account=a == "Kent",
        )
        for a, n in _COMMISSIONERS.items()
    ),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as one of the sample people; the password was made a moment ago."""

    label: str
    email: str
    password: str


def reset_sign_ins() -> list[SignIn]:
    """Give every sample account a new password, good until the next call. In the order of the roles."""
    from alliance.directory.models import User

    sign_ins = []
    for person in sorted(
        (p for p in PEOPLE if p.has_account),
        key=lambda p: list(RoleKind).index(p.kind),
    ):
        user = User.objects.get(email=person.email)
        password = _one_time_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        where = f", {person.authority}" if person.authority else ""
        sign_ins.append(SignIn(f"{person.kind.label}{where}", person.email, password))
    return sign_ins


def _one_time_password() -> str:
    """Four groups of four letters that are not mistaken for one another: 75 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))

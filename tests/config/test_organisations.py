"""What is wrong with an organisation's settings is said by variable, before anybody signs in."""

from __future__ import annotations

import pytest

from alliance.config.settings.environment import EnvironmentFault, Organisation
from alliance.config.settings.organisations import _app

GOOD = {
    "ALLIANCE_OIDC_KENT_NAME": "Kent County Council",
    "ALLIANCE_OIDC_KENT_ISSUER": "https://login.microsoftonline.com/0000-1111/v2.0/",
    "ALLIANCE_OIDC_KENT_CLIENT_ID": "abc",
    "ALLIANCE_OIDC_KENT_CLIENT_SECRET": "secret",
    "ALLIANCE_OIDC_KENT_DOMAINS": "@Kent.gov.uk, kentchildren.org",
}


def app(**changed: str) -> dict[str, object]:
    values = GOOD | {f"ALLIANCE_OIDC_KENT_{name}": value for name, value in changed.items()}
    (one,) = Organisation.all_of(values)
    return _app(one)


def test_an_organisation_is_read_from_the_environment() -> None:
    assert app() == {
        "provider_id": "kent",
        "name": "Kent County Council",
        "client_id": "abc",
        "secret": "secret",
        "settings": {
            "server_url": "https://login.microsoftonline.com/0000-1111/v2.0",
            "issuer": "https://login.microsoftonline.com/0000-1111/v2.0",
            "domains": ("kent.gov.uk", "kentchildren.org"),
            "owns_addresses": False,
        },
    }


def test_there_may_be_several_and_there_may_be_none() -> None:
    both = GOOD | {name.replace("KENT", "SURREY"): value for name, value in GOOD.items()}
    assert [one.key for one in Organisation.all_of(both)] == ["KENT", "SURREY"]
    assert Organisation.all_of({"ALLIANCE_HOST": "x"}) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"NAME": ""}, "ALLIANCE_OIDC_KENT_NAME is missing"),
        ({"CLIENT_SECRET": ""}, "ALLIANCE_OIDC_KENT_CLIENT_SECRET is missing"),
        ({"DOMAINS": ""}, "ALLIANCE_OIDC_KENT_DOMAINS is missing"),
        ({"ISSUER": "http://login.example"}, "write its https:// address"),
        (
            {"ISSUER": "https://login.microsoftonline.com/common/v2.0"},
            "Write the authority's own tenant ID",
        ),
        (
            {"ISSUER": "https://login.microsoftonline.com/organizations/v2.0"},
            "accounts of any organisation",
        ),
        ({"DOMAINS": "ana@kent.gov.uk"}, "names “ana@kent.gov.uk”"),
        ({"DOMAINS": "uk"}, "names “uk”"),
        ({"OWNS_ADDRESSES": "perhaps"}, "write yes or no"),
    ],
)
def test_what_is_wrong_is_said(changed: dict[str, str], words: str) -> None:
    with pytest.raises(EnvironmentFault, match=words):
        app(**changed)

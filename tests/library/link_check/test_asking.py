"""Asking real addresses of a real server: what each kind of answer is taken for."""

from __future__ import annotations

import pytest

from alliance.library.link_check.ask import ask
from alliance.library.link_check.verdict import Answer, judge
from alliance.library.models import Verdict
from tests.library.link_check.sites import HUGE, Site


def found(site: Site, path: str, host: str = "pages.example") -> tuple[str, str]:
    url = site.at(path, host)
    judgement = judge(url, ask(url, policy=site.policy))
    return judgement.verdict, judgement.moved_to


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/200", Verdict.WORKS),
        ("/401", Verdict.UNKNOWN),
        ("/403", Verdict.UNKNOWN),
        ("/404", Verdict.NOT_FOUND),
        ("/410", Verdict.GONE),
        ("/busy", Verdict.UNKNOWN),
        ("/500", Verdict.FAULT),
        ("/shut", Verdict.UNKNOWN),
        ("/slow", Verdict.UNKNOWN),
        ("/round", Verdict.CIRCLES),
        ("/biscuit", Verdict.UNKNOWN),
        ("/moved/302/200", Verdict.WORKS),
        ("/moved/301/404", Verdict.NOT_FOUND),
        ("/elsewhere/ftp://pages.example/", Verdict.NOT_ASKED),
    ],
)
def test_each_answer_has_its_verdict(site: Site, path: str, verdict: Verdict) -> None:
    assert found(site, path) == (verdict, "")


def test_an_address_that_moved_for_good_is_told_where_to(site: Site) -> None:
    assert found(site, "/moved/301/200") == (Verdict.MOVED, site.at("/200"))
    assert found(site, "/moved/308/moved/301/200") == (Verdict.MOVED, site.at("/200"))
    assert found(site, "/moved/301/moved/302/200")[1] == site.at("/moved/302/200")


def test_ten_steps_are_followed_as_browsers_do(site: Site) -> None:
    assert found(site, "/moved/302" * 10 + "/200") == (Verdict.WORKS, "")


def test_a_machine_that_is_not_public_is_never_asked(site: Site) -> None:
    assert found(site, "/200", "inside.example")[0] == Verdict.NOT_ASKED
    to_inside = f"/elsewhere/{site.at('/200', 'inside.example')}"
    assert found(site, to_inside)[0] == Verdict.NOT_ASKED
    assert [path for _, path, _ in site.asked] == [to_inside]


def test_a_name_that_is_not_known_and_one_that_nobody_could_be_asked_about(site: Site) -> None:
    assert found(site, "/200", "nobody.example")[0] == Verdict.NO_SITE
    assert found(site, "/200", "later.example")[0] == Verdict.UNKNOWN


@pytest.mark.parametrize("path", ["/nohead", "/shy", "/hangsup"])
def test_a_site_that_answers_no_head_is_asked_once_more(site: Site, path: str) -> None:
    assert found(site, path)[0] == Verdict.WORKS
    assert [method for method, _, _ in site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("path", ["/200", "/busy", "/shut", "/slow"])
def test_a_clear_answer_is_asked_for_once(site: Site, path: str) -> None:
    found(site, path)
    assert [method for method, _, _ in site.asked] == ["HEAD"]


def test_a_huge_page_is_never_read_whole(site: Site) -> None:
    assert found(site, "/huge")[0] == Verdict.WORKS
    assert site.server.sent < HUGE / 50


def test_what_did_not_change_is_said_not_to_have(site: Site) -> None:
    first = ask(site.at("/same"), policy=site.policy)
    assert (first.etag, first.modified) == ('"v1"', "Fri, 13 Nov 2020 12:00:00 GMT")
    again = ask(site.at("/same"), etag=first.etag, modified=first.modified, policy=site.policy)
    assert again.status == 304
    assert len(site.asked) == 2


def test_what_the_site_asks_for_itself_is_kept(site: Site) -> None:
    assert ask(site.at("/busy"), policy=site.policy) == Answer(429, retry_after="7200")

"""One page, one address, however it was passed on. No Django, no state."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_|mc_|mkt_|pk_|hsa_|vero_|_hs|ga_|at_)\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|ref|ref_src"
    r"|source|cmpid|cid|trk|spm|sc_cid|amp|outputtype|print|view|share|sessionid|phpsessid|jsessionid|sid",
    re.IGNORECASE,
)
_TAKEN_LITERALLY = frozenset({"amp", "print", "view", "outputtype", "source", "ref"})
"""Names that also mean something: dropped only with the values that say how a page is shown."""
_HOW_SHOWN = frozenset(
    {"", "1", "true", "amp", "print", "printable", "yes", "email", "rss", "feed"}
)
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SHOWN = re.compile(r"/(?:amp|print|printable|page/print|print-?view)/?$", re.IGNORECASE)
_AMP_HOST = re.compile(r"^(?:www|amp|m|mobile)\.(?=[^.]+\.)")
_PAGES_OF_LISTS = frozenset(
    "news latest blog blogs events event diary publications reports resources press media updates "
    "newsletters newsletter bulletins bulletin jobs vacancies careers training courses home about "
    "contact index en gb uk consultations guidance statistics search topics tools library".split()
)
_GOVUK = re.compile(
    r"^gov\.uk/(?:government/(?:news|publications|statistics|consultations)|guidance)$"
)


def address_key(address: str) -> str:
    """An address as it is compared: without scheme, www, port, fragment, trackers and print views.

    Empty where it is no address of a page. Two pages never become one but by what is dropped here;
    the order of what is asked for in it does not count.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    while bare := _AMP_HOST.match(host):
        host = host[bare.end() :]
    site = host if port in {None, 80, 443} else f"{host}:{port}"
    path = re.sub(r"/{2,}", "/", quote(unquote(parts.path), safe="/:@!$&'()*+,;=~"))
    shorter = ""
    while path != shorter:
        shorter, path = path, _SHOWN.sub("", _INDEX.sub("", path.rstrip("/"))).rstrip("/")
    if host == "gov.uk":
        path = re.sub(r"\.(?:cy|en)$", "", path)
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_tracking(name, value)
    ]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{site}{path}{query}"


def _is_tracking(name: str, value: str) -> bool:
    if not _TRACKING.fullmatch(name):
        return False
    return name.lower() not in _TAKEN_LITERALLY or value.lower() in _HOW_SHOWN


def names_one_page(key: str) -> bool:
    """Whether an address, as a key, says which thing is meant: no front page, no list of news."""
    path, _, query = key.partition("?")
    _, _, path = path.partition("/")
    if not path:
        return bool(query)
    last = path.rsplit("/", 1)[-1].lower()
    return bool(query) or not (last in _PAGES_OF_LISTS or _GOVUK.match(key))

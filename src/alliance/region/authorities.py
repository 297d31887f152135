"""The 19 authorities of the South East, with their codes and size bands. Facts.

Codes: ONS register of local authorities (upper tier, April 2023 codes). Population: ONS mid-year
estimate 2024 of people aged 0 to 17. An authority is *large* here where that is 100,000 or more;
an alliance sets its own bands, and an administrator may change any of them.
"""

from __future__ import annotations

from dataclasses import dataclass

LARGE_FROM = 100_000


@dataclass(frozen=True, slots=True)
class SampleAuthority:
    name: str
    ons_code: str
    children: int
    """Population aged 0 to 17, mid-2024."""

    @property
    def is_large(self) -> bool:
        return self.children >= LARGE_FROM


AUTHORITIES = (
    SampleAuthority("Bracknell Forest", "E06000036", 29_372),
    SampleAuthority("Brighton and Hove", "E06000043", 46_612),
    SampleAuthority("Buckinghamshire", "E06000060", 130_466),
    SampleAuthority("East Sussex", "E10000011", 104_428),
    SampleAuthority("Hampshire", "E10000014", 288_730),
    SampleAuthority("Isle of Wight", "E06000046", 23_351),
    SampleAuthority("Kent", "E10000016", 355_390),
    SampleAuthority("Medway", "E06000035", 68_774),
    SampleAuthority("Milton Keynes", "E06000042", 74_569),
    SampleAuthority("Oxfordshire", "E10000025", 156_647),
    SampleAuthority("Portsmouth", "E06000044", 43_056),
    SampleAuthority("Reading", "E06000038", 38_963),
    SampleAuthority("Slough", "E06000039", 46_686),
    SampleAuthority("Southampton", "E06000045", 50_941),
    SampleAuthority("Surrey", "E10000030", 269_339),
    SampleAuthority("West Berkshire", "E06000037", 35_495),
    SampleAuthority("West Sussex", "E10000032", 181_943),
    SampleAuthority("Windsor and Maidenhead", "E06000040", 34_740),
    SampleAuthority("Wokingham", "E06000041", 44_412),
)

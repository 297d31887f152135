"""The stock of invented matters from which the sample region's weeks are made."""

from .care import MATTERS as CARE
from .courts_and_care import MATTERS as COURTS_AND_CARE
from .data_and_money import MATTERS as DATA_AND_MONEY
from .early_help import MATTERS as EARLY_HELP
from .education import MATTERS as EDUCATION
from .health import MATTERS as HEALTH
from .matter import Matter
from .national import MATTERS as NATIONAL
from .safeguarding import MATTERS as SAFEGUARDING
from .series import AGENDAS, TALKS
from .working_life import MATTERS as WORKING_LIFE
from .youth import MATTERS as YOUTH

STOCK: tuple[Matter, ...] = (
    *SAFEGUARDING,
    *CARE,
    *EDUCATION,
    *WORKING_LIFE,
    *NATIONAL,
    *HEALTH,
    *YOUTH,
    *EARLY_HELP,
    *DATA_AND_MONEY,
    *COURTS_AND_CARE,
    *TALKS,
)

__all__ = ["AGENDAS", "STOCK", "Matter"]

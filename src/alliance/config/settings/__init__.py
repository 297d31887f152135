"""Settings, one concern a module; each says why where a newcomer would ask."""

from .accounts import *
from .apps import *
from .bulk_mail import *
from .database import *
from .editors import *
from .files import *
from .language import *
from .links import *
from .logs import *
from .mail import *
from .organisations import *
from .security import *
from .tasks import *

from .repeat import Repeat
from .token import Token
from .webhook import Delivery, DeliveryState, Happening, Webhook

__all__ = ["Delivery", "DeliveryState", "Happening", "Repeat", "Token", "Webhook"]

import datetime as dt

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "alliance.mail"
    label = "mail"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.jobs.schedule import daily, every

        from .forget import forget_messages
        from .models import Message
        from .send import send_waiting

        every(dt.timedelta(minutes=10), send_waiting)  # finds again what was lost
        daily(dt.time(3, 50), forget_messages)
        audited(Message, fields=["purpose", "state"])

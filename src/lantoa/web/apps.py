from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lantoa.web"
    label = "web"
    verbose_name = "Mái"

    def ready(self) -> None:
        from lantoa.conversations.logic.sorting import urgent
        from lantoa.conversations.queries.threads import may_see
        from lantoa.delivery.actions import set_taker
        from lantoa.duties.queries import worded_by
        from lantoa.errands.actions import listen  # app start-up: models are ready only now
        from lantoa.kit.slots import fill
        from lantoa.media.rules import ask as files_ask
        from lantoa.tips.tasks import take
        from lantoa.web.staff.threads import ring_words
        from lantoa.web.wiring import EVERY, LISTENERS, SLOTS

        listen(LISTENERS, EVERY)
        set_taker(take, urgent)
        files_ask(may_see)
        worded_by(ring_words)
        for name, filler in SLOTS:
            fill(name, filler)

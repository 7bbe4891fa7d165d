from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "lantoa.web"
    label = "web"
    verbose_name = "Mái"

    def ready(self) -> None:
        from lantoa.errands.actions import listen  # app start-up: models are ready only now
        from lantoa.kit.slots import fill
        from lantoa.web.wiring import EVERY, LISTENERS, SLOTS

        listen(LISTENERS, EVERY)
        for name, filler in SLOTS:
            fill(name, filler)

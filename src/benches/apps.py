from django.apps import AppConfig


class BenchesConfig(AppConfig):
    name = "benches"
    label = "benches"
    default_auto_field = "django.db.models.BigAutoField"

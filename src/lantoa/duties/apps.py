from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "lantoa.duties"
    label = "duties"
    verbose_name = "Trực"
    default_auto_field = "django.db.models.BigAutoField"

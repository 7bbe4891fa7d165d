from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "lantoa.kit"
    label = "kit"
    verbose_name = "Nền"
    default_auto_field = "django.db.models.BigAutoField"

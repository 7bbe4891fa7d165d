from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "lantoa.tips"
    label = "tips"
    verbose_name = "Tin báo"
    default_auto_field = "django.db.models.BigAutoField"

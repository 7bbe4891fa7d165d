from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "lantoa.media"
    label = "media"
    verbose_name = "Tệp"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "lantoa.links"
    label = "links"
    verbose_name = "Liên kết"
    default_auto_field = "django.db.models.BigAutoField"

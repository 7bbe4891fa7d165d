from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    name = "lantoa.errands"
    label = "errands"
    verbose_name = "Việc để sau"
    default_auto_field = "django.db.models.BigAutoField"

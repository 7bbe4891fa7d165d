from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "lantoa.places"
    label = "places"
    verbose_name = "Nơi chốn"
    default_auto_field = "django.db.models.BigAutoField"

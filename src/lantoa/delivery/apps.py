from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "lantoa.delivery"
    label = "delivery"
    verbose_name = "Đưa tin"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lantoa.accounts"
    label = "accounts"
    verbose_name = "Cán bộ"
    default_auto_field = "django.db.models.BigAutoField"

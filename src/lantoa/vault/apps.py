from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "lantoa.vault"
    label = "vault"
    verbose_name = "Kho khóa"
    default_auto_field = "django.db.models.BigAutoField"

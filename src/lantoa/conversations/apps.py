from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "lantoa.conversations"
    label = "conversations"
    verbose_name = "Trao đổi"
    default_auto_field = "django.db.models.BigAutoField"

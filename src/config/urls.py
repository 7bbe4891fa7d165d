from lantoa.web.urls import urlpatterns

__all__ = ["urlpatterns"]

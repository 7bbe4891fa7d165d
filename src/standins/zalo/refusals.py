"""The messenger's error numbers that the stand-in answers, with their texts (zalo.md 1.10)."""


class Refused(Exception):
    """An application error: HTTP 200 with a number below zero."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


REFUSALS = {
    -211: "Out of quota",
    -213: "User has not followed OA",
    -217: "User has blocked the invitation",
    -218: "Out of quota receive",
    -227: "User is banned or has been inactive for more than 45 days",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not interacted with the OA, or the last interaction expired",
    -244: "User has restricted this type of message from your OA",
    -248: "Violates the platform standards",
    -320: "Your OA needs a Zalo Cloud Account",
}

"""A local stand-in of the messenger's servers: official account API, sign-in server, webhook sender, media host.

A development and test tool. It listens on the loopback only, keeps everything in memory and shares no line with the
client it tests: what both know, each knows by itself. `README.md` one folder up says what it cannot prove.
"""

"""Property tests. A slow machine is no failure: there is no deadline for a single example."""

from hypothesis import settings

settings.register_profile("gouji", deadline=None)
settings.load_profile("gouji")

"""`python -m zonetrack`."""

from zonetrack.cli import main

main()

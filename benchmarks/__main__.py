"""`python -m benchmarks`: predict, score, speed."""

from benchmarks.commands import main

raise SystemExit(main())

"""Pieces of work to how often each was begun: what takes its process down is begun again and again.

Ray repeats what a lost process had in hand, and cannot know that an article was the cause. Here it shows.
"""

from collections import Counter
from typing import Any

import ray
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

# A block that was begun this often is gone through one article at a time,
CAREFUL = 2
# and an article that was begun this often is left out.
HOPELESS = 3


def start() -> Any:
    """A counter that all machines share. It runs where the run was started, which is never lost without the run."""
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    return ray.remote(_Counter).options(num_cpus=0, scheduling_strategy=here).remote()


class Begun:
    """The counter as an actor's work sees it."""

    def __init__(self, counter: Any) -> None:
        self.counter = counter

    def begin(self, work: str) -> int:
        """How often this was begun before."""
        return int(ray.get(self.counter.begin.remote(work)))

    def end(self, work: str) -> None:
        """It came to its end, and need not be known any more."""
        self.counter.end.remote(work)


class _Counter:
    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def begin(self, work: str) -> int:
        self.times[work] += 1
        return self.times[work] - 1

    def end(self, work: str) -> None:
        self.times.pop(work, None)

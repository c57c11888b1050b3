"""CPython's multiprocessing as a peer of the benchmarks.

Reads requests from standard input, one a line, and answers each with "ok" and figures, or "error" and what went wrong:

    first-line METHOD        milliseconds from start() to the first line of the target, in a process of start method METHOD
    joined METHOD            milliseconds from start() until join() has returned
    task-round-trip SECONDS  median and 99th percentile, in microseconds, of Pool.apply of an empty function
    queue-round-trip SECONDS the same, of 64 bytes to another process and back through two Queues
"""
import multiprocessing
import os
import sys
import time

PAYLOAD = bytes(64)
WARMUP_SHARE = 0.2


def nothing():
    pass


def say_when(connection):
    moment = time.monotonic_ns()
    connection.send(moment)


def echo(requests, answers):
    for message in iter(requests.get, None):
        answers.put(message)


def first_line(method):
    context = multiprocessing.get_context(method)
    here, there = context.Pipe()
    process = context.Process(target=say_when, args=(there,))
    begin = time.monotonic_ns()
    process.start()
    moment = here.recv()
    process.join()
    return [(moment - begin) / 1e6]


def joined(method):
    process = multiprocessing.get_context(method).Process(target=nothing)
    begin = time.monotonic_ns()
    process.start()
    process.join()
    return [(time.monotonic_ns() - begin) / 1e6]


def round_trips(action, seconds):
    """Repeats an action for some seconds; returns median and 99th percentile in microseconds."""
    seconds = float(seconds)
    until = time.monotonic() + seconds * WARMUP_SHARE
    while time.monotonic() < until:
        action()
    times = []
    until = time.monotonic() + seconds
    while not times or time.monotonic() < until:
        begin = time.perf_counter_ns()
        action()
        times.append(time.perf_counter_ns() - begin)
    times.sort()
    return [times[len(times) // 2] / 1e3, times[len(times) * 99 // 100] / 1e3]


def task_round_trip(seconds):
    with multiprocessing.Pool(max(2, os.cpu_count())) as pool:
        return round_trips(lambda: pool.apply(nothing), seconds)


def queue_round_trip(seconds):
    requests, answers = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=echo, args=(requests, answers))
    process.start()

    def there_and_back():
        requests.put(PAYLOAD)
        answers.get()

    try:
        return round_trips(there_and_back, seconds)
    finally:
        requests.put(None)
        process.join()


REQUESTS = {
    "first-line": first_line,
    "joined": joined,
    "task-round-trip": task_round_trip,
    "queue-round-trip": queue_round_trip,
}

if __name__ == "__main__":
    for line in sys.stdin:
        try:
            name, argument = line.split()
            print("ok", *REQUESTS[name](argument), flush=True)
        except Exception as failure:
            print("error", repr(failure).replace("\n", " "), flush=True)

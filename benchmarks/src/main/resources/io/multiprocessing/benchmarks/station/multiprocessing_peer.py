"""CPython's multiprocessing and concurrent.futures as peers of the benchmarks.

Started with the name of a variant. Reads requests from standard input, "WHAT MILLISECONDS" one a line, and answers each
with "ok MEDIAN TAIL OPERATIONS" or "error what went wrong"; "end" or the end of the input ends it.
"""
import concurrent.futures
import multiprocessing
import os
import sys
import time

VARIANT = sys.argv[1] if len(sys.argv) > 1 else ""
WORKERS = max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
SIZES = {"64B": 64, "4KiB": 4 << 10, "1MiB": 1 << 20}
NAN = float("nan")
rates = {}
kept = {}


def nothing(*_):
    return 0


def identity(item):
    return item


def increment(item):
    return item + 1


def pid_after_a_while(_):
    time.sleep(0.001)
    return os.getpid()


def say_when(connection):
    connection.send(time.monotonic_ns())


def serve(requests, answers, shared):
    """Sends back what it gets; a tuple (count, size, both) orders so many messages."""
    for message in iter(requests.get, None):
        if isinstance(message, tuple):
            count, size, both = message
            payload = bytes(size)
            for _ in range(count):
                (shared if both else answers).put(payload)
        else:
            answers.put(message)


def times(action, millis, nanos_per_unit):
    found = []
    until = time.perf_counter_ns() + millis * 1_000_000
    while True:
        begin = time.perf_counter_ns()
        action()
        end = time.perf_counter_ns()
        found.append(end - begin)
        if end >= until:
            break
    found.sort()
    return found[len(found) // 2] / nanos_per_unit, found[len(found) * 99 // 100] / nanos_per_unit, len(found)


def rate(what, action, millis, least, most):
    """So many at once as fit into the time, judged by the last rate."""
    count = int(min(most, max(least, rates.get(what, 0) * millis / 1000)))
    begin = time.perf_counter_ns()
    action(count)
    rates[what] = count * 1e9 / (time.perf_counter_ns() - begin)
    return rates[what], NAN, count


def once(nanos):
    return nanos / 1e6, NAN, 1


# Starts

def context():
    method = VARIANT.rsplit("-", 1)[-1]
    return multiprocessing.get_context(method if method in multiprocessing.get_all_start_methods() else None)


def first_line():
    here, there = context().Pipe()
    process = context().Process(target=say_when, args=(there,))
    begin = time.monotonic_ns()
    process.start()
    moment = here.recv()
    process.join()
    return once(moment - begin)


def start_join():
    process = context().Process(target=nothing)
    begin = time.monotonic_ns()
    process.start()
    process.join()
    return once(time.monotonic_ns() - begin)


def pids_of(pool, workers):
    pids = set()
    while len(pids) < workers:
        pids.update(pool.map(pid_after_a_while, range(workers), chunksize=1))
    return pids


def pool_start(workers):
    begin = time.monotonic_ns()
    with context().Pool(workers) as pool:
        pids_of(pool, workers)
        return once(time.monotonic_ns() - begin)


# Pools

def futures():
    if "pool" not in kept:
        kept["pool"] = concurrent.futures.ProcessPoolExecutor(WORKERS, mp_context=context())
    return kept["pool"]


def pool():
    if "pool" not in kept:
        kept["pool"] = context().Pool(WORKERS)
    return kept["pool"]


def call(function, *args):
    if "futures" in VARIANT:
        return futures().submit(function, *args).result()
    return pool().apply(function, args)


def submit_all(count):
    if "futures" in VARIANT:
        for future in [futures().submit(nothing) for _ in range(count)]:
            future.result()
    else:
        for result in [pool().apply_async(nothing) for _ in range(count)]:
            result.get()


def map_all(function):
    def run(count):
        if "futures" in VARIANT:
            results = list(futures().map(function, range(count), chunksize=max(1, count // (4 * WORKERS))))
        else:
            results = pool().map(function, range(count))
        if len(results) != count:
            raise RuntimeError("too few results")
    return run


def payload(mib, millis):
    data = bytes(mib << 20)
    return times(lambda: call(identity, data), millis, 1e6)


# Queues

def queues():
    if "queues" not in kept:
        answers, shared = multiprocessing.Queue(), multiprocessing.Queue()
        requests = [multiprocessing.Queue(), multiprocessing.Queue()]
        kept["partners"] = [
            multiprocessing.Process(target=serve, args=(queue, answers, shared), daemon=True) for queue in requests]
        for partner in kept["partners"]:
            partner.start()
        kept["queues"] = requests, answers, shared
    return kept["queues"]


def there_and_back(value):
    requests, answers, _ = queues()

    def run():
        requests[0].put(value)
        answers.get()
    return run


def echo(end):
    while True:
        end.send_bytes(end.recv_bytes())


def there_and_back_by_pipe(value):
    if "pipe" not in kept:
        kept["pipe"], theirs = multiprocessing.Pipe()
        multiprocessing.Process(target=echo, args=(theirs,), daemon=True).start()
    mine = kept["pipe"]

    def run():
        mine.send_bytes(value)
        mine.recv_bytes()
    return run


def receive(producers, size):
    requests, answers, shared = queues()

    def run(count):
        for queue in requests[:producers]:
            queue.put((count // producers, size, producers > 1))
        for _ in range(count // producers * producers):
            (shared if producers > 1 else answers).get()
    return run


VALUES = {
    "python-bytes": bytes(64),
    "python-long": 1 << 40,
    "python-string": "a string of some forty characters, all ASCII",
    "python-list": [{"id": i, "customer": f"customer {i}", "pieces": i % 7, "price": 9.99} for i in range(1000)],
}


# Footprint

def workers_of_footprint():
    return [process.pid for process in multiprocessing.active_children()]


def memory_per_worker():
    pids = pids_of(pool(), WORKERS)
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return total / 1024 / len(pids), NAN, 1


def cpu_nanos():
    total = 0
    for pid in workers_of_footprint():
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/schedstat") as stat:
                total += int(stat.read().split()[0])
    return total


def idle(millis):
    pids_of(pool(), WORKERS)
    begin, before = time.monotonic_ns(), cpu_nanos()
    time.sleep(millis * 10 / 1000)
    return 100 * (cpu_nanos() - before) / (time.monotonic_ns() - begin) / len(workers_of_footprint()), NAN, 1


def measure(what, millis):
    producers = 2 if what.startswith("queue-two-producers-") else 1
    size = SIZES.get(what.rsplit("-", 1)[-1], 0)
    if what.startswith("queue-round-trip-"):
        return times(there_and_back(bytes(size)), millis, 1e3)
    if what.startswith("pipe-round-trip-"):
        return times(there_and_back_by_pipe(bytes(size)), millis, 1e3)
    if what.startswith(("queue-one-way-", "queue-two-producers-")):
        return rate(what, receive(producers, size), millis, max(8, 65536 // size), 1_000_000)
    if what.startswith("growth-"):
        return pool_start(int(what.split("-")[1]))
    return {
        "process-first-line": first_line,
        "process-start-join": start_join,
        "pool-start": lambda: pool_start(2),
        "task-round-trip": lambda: times(lambda: call(nothing), millis, 1e3),
        "tasks-by-submit": lambda: rate(what, submit_all, 2 * millis, 200, 100_000),
        "tasks-by-map": lambda: rate(what, map_all(identity), 2 * millis, 200, 100_000),
        "map-numbers": lambda: rate(what, map_all(increment), 2 * millis, 200, 1_000_000),
        "payload-1MiB": lambda: payload(1, millis),
        "payload-64MiB": lambda: payload(64, millis),
        "queue-values": lambda: times(there_and_back(VALUES[VARIANT]), millis, 1e3),
        "memory-per-worker": memory_per_worker,
        "idle-cpu": lambda: idle(millis),
    }[what]()


def close():
    if "futures" in VARIANT and "pool" in kept:
        kept["pool"].shutdown()
    elif "pool" in kept:
        kept["pool"].terminate()
    for queue in kept.get("queues", [[]])[0]:
        queue.put(None)


if __name__ == "__main__":
    for line in sys.stdin:
        if line.strip() == "end":
            break
        try:
            name, argument = line.split()
            print("ok", *measure(name, int(argument)), flush=True)
        except Exception as failure:
            print("error", repr(failure).replace("\n", " "), flush=True)
    close()
    os.remove(__file__)  # A copy, made for this process.

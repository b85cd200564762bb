"""What is measured. Each function takes a kernel's description and gives {row: value}; None where the kernel gave no answer."""

import statistics
import time

import cells
from session import Kernel, milliseconds


def median(values):
    found = [value for value in values if value is not None]
    return statistics.median(found) if found else None


def _complete(kernel, n):
    code = f"rows{n}[0].na"
    ms, reply = kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)}, seconds=10)
    right = reply is not None and any(match.lstrip(".").endswith("name") for match in reply.get("matches", []))
    return ms, right


def _declarations(kernel, code, first, last, found):
    """Declaration cells one after the other; the medians of each end."""
    times = []
    for n in range(first, last + 1):
        ms, answer = kernel.run(code["declare"](n), 30)
        if answer is None or answer.reply.get("status") == "error":
            found["declaration failed"] = n
            break
        times.append(ms)
    return times


def _while_busy(kernel, code, found):
    request = kernel.execute(code["sleep"])
    kernel.pause(0.4)
    found["completion while a cell waits"], found["right while a cell waits"] = _complete(kernel, 1)
    kernel.wait(request, 10)
    request = kernel.execute(code["busy"])
    kernel.pause(0.4)
    found["heartbeat during a busy cell"] = kernel.beat()
    kernel.wait(request, 10)
    # A cell of its own: where the heartbeat stalls, the first one is over by now.
    request = kernel.execute(code["busy"])
    kernel.pause(0.4)
    found["control during a busy cell"], _ = kernel.ask("kernel_info_request", channel="control", seconds=6)
    kernel.wait(request, 10)
    if "imports" in code:
        request = kernel.execute(code["imports"])
        kernel.pause(0.02)
        found["control during a check of imports"], _ = kernel.ask("kernel_info_request", channel="control", seconds=6)
        kernel.wait(request, 10)


def session(spec, count):
    """A session of declaration cells from the start on."""
    found, code = {}, spec["cells"]
    kernel = Kernel(spec)
    try:
        answer = kernel.wait(kernel.send("kernel_info_request"), 60, reply_only=True)
        if answer is None:
            return {"start": None}
        found["start"] = (answer.replied - kernel.began) * 1000
        first = kernel.wait(kernel.execute(code["one"]), 60, reply_only=True)
        found["first cell"] = None if first is None else (first.replied - kernel.began) * 1000
        kernel.join()
        times = _declarations(kernel, code, 1, 200, found)
        found["declaration 1-10"], found["declaration 191-200"] = median(times[:10]), median(times[190:200])
        found["declaration 21-30"] = median(times[20:30])
        found["memory after 200"] = kernel.megabytes()
        found["own memory after 200"] = kernel.own_megabytes()
        found["1 + 1"] = median([kernel.run("1 + 1")[0] for _ in range(25)])
        completions = [_complete(kernel, 150 + n) for n in range(10)]
        found["completion"] = median([ms for ms, _ in completions])
        found["completion right"] = sum(right for _, right in completions)
        if count > 200:
            _declarations(kernel, code, 201, count, found)
            found[f"memory after {count}"] = kernel.megabytes()
        _while_busy(kernel, code, found)
    finally:
        kernel.close()
    return found


def lines(spec):
    """100,000 lines: until reply and idle, and whether all came, in order."""
    kernel = Kernel(spec)
    try:
        kernel.join()
        kernel.run(spec["cells"]["one"])
        request = kernel.execute(spec["cells"]["lines"])
        begin = time.perf_counter()
        answer = kernel.wait(request, 30)
        kernel.pause(0.2)
        got = kernel.answers[request].texts().splitlines()
        whole = got == [f"line {i}" for i in range(100000)]
        return {"100,000 lines": None if answer is None or not whole else (answer.done - begin) * 1000, "lines that arrived": len(got), "lines whole": whole}
    finally:
        kernel.close()


def display(spec):
    """A display of 100 MB."""
    kernel = Kernel(spec)
    try:
        kernel.join()
        kernel.run(spec["cells"]["one"])
        ms, answer = kernel.run(spec["cells"]["display"], 30)
        shown = [] if answer is None else [m["content"]["data"] for m in answer.published if m["msg_type"] == "display_data"]
        whole = any(len(data.get("text/plain", "")) == 100_000_000 for data in shown)
        return {"100 MB display": ms if whole else None, "display whole": whole}
    finally:
        kernel.close()


def _interrupt(kernel, code):
    """Interrupts one cell in the way the kernel's specification asks for. Returns milliseconds, or what went wrong."""
    request = kernel.execute(code)
    kernel.pause(0.3)
    begin = time.perf_counter()
    if kernel.manager.kernel_spec.interrupt_mode == "message":
        kernel.send("interrupt_request", channel="control")
    else:
        kernel.manager.provisioner.process.send_signal(2)
    answer = kernel.wait(request, 5)
    if not kernel.alive:
        return "the kernel dies"
    if answer is None:
        return "not stopped in 5 s"
    ms, after = kernel.run("kept + 1", 5)
    value = "" if after is None else "".join(m["content"]["data"].get("text/plain", "") for m in after.published if m["msg_type"] == "execute_result")
    value = value or ("" if after is None else after.texts())
    return (answer.done - begin) * 1000 if "42" in value else "state or next cell lost"


def interrupts(spec, rounds):
    """Every case in a kernel of its own for those that may be lost by it; all in one for ours."""
    found, mine = {}, spec["name"] == "assay"
    cases = {"loop": spec["cells"]["loop"], "pending await": spec["cells"]["pending"], "loop after await": spec["cells"]["afterAwait"]}
    kernel = None
    try:
        for _ in range(rounds if mine else 1):
            for case, code in {**cases, **(cells.more_interrupts if mine else {})}.items():
                if kernel is None:
                    kernel = Kernel(spec)
                    kernel.join()
                    kernel.run("kept = 41" if spec["language"] == "python" else "let kept = 41")
                found.setdefault(case, []).append(_interrupt(kernel, code))
                if not mine or isinstance(found[case][-1], str):
                    kernel.close()
                    kernel = None
    finally:
        if kernel is not None:
            kernel.close()
    return found


def death(spec):
    """A process that ends in a cell: whether the kernel lives, and how long until the next cell has run."""
    found = {}
    for case in ("exit", "abort", "memory"):
        code = spec["cells"].get(case)
        if code is None:
            continue
        kernel = Kernel(spec)
        try:
            kernel.join()
            kernel.run(spec["cells"]["one"])
            answer = kernel.wait(kernel.execute(code), 90)
            begin = time.perf_counter()
            if not kernel.alive:
                found[case] = "the kernel dies"
                continue
            _, after = kernel.run("1 + 1", 20)
            told = answer is not None and answer.reply.get("status") == "error"
            found[case] = milliseconds(begin) if after is not None and told else "no answer"
        finally:
            kernel.close()
    return found


def positions(spec):
    """Whether an error on line 9 of a cell, after lines that types take up, is told as line 9."""
    kernel = Kernel(spec)
    try:
        kernel.join()
        _, answer = kernel.run(spec["cells"]["positions"])
        if answer is None:
            return {"error on line 9": "no answer"}
        text = "\n".join(answer.reply.get("traceback") or []) + answer.texts()
        text += "".join("\n".join(m["content"].get("traceback", [])) for m in answer.published if m["msg_type"] == "error")
        return {"error on line 9": "line 9" if any(mark in text for mark in ("]:9:", ":9:", "line 9", "---> 9", "> 9")) else "another line"}
    finally:
        kernel.close()

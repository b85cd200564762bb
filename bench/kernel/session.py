"""A front end that loses nothing: one kernel, its sockets, and every message by the request it answers."""

import os
import shutil
import tempfile
import time

import psutil
import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager


def milliseconds(since):
    return (time.perf_counter() - since) * 1000


class Answer:
    """What a request brought: when its reply and its idle came, and what was published for it."""

    def __init__(self):
        self.reply = None
        self.replied = None
        self.idle = None
        self.published = []

    @property
    def done(self):
        return None if self.replied is None or self.idle is None else max(self.replied, self.idle)

    def texts(self):
        return "".join(m["content"]["text"] for m in self.published if m["msg_type"] == "stream")


class Kernel:
    """A kernel process of its own, started from a kernelspec made for it."""

    def __init__(self, spec):
        self.folder = tempfile.mkdtemp(prefix="bench-kernel-")
        env = {**os.environ, **spec.get("env", {}), "ASSAY_HOME": self.folder}
        self.manager = KernelManager(connection_file=os.path.join(self.folder, "connection.json"))
        self.manager._kernel_spec = KernelSpec(
            argv=spec["argv"], display_name=spec["name"], language=spec["language"], interrupt_mode=spec.get("interrupt_mode", "signal")
        )
        self.context = zmq.Context()
        self.answers = {}
        self.began = time.perf_counter()
        self.manager.start_kernel(cwd=self.folder, env=env)
        self.session = self.manager.session
        self.poller = zmq.Poller()
        self.shell = self._socket(zmq.DEALER, "shell")
        self.control = self._socket(zmq.DEALER, "control")
        self.iopub = self._socket(zmq.SUB, "iopub")
        self.heartbeat = self._socket(zmq.REQ, "hb")

    def _socket(self, kind, name):
        socket = self.context.socket(kind)
        socket.linger = 0
        socket.rcvhwm = 0
        if kind == zmq.SUB:
            socket.subscribe(b"")
        if kind == zmq.DEALER:
            socket.identity = self.session.bsession
        socket.connect(f"tcp://{self.manager.ip}:{getattr(self.manager, name + '_port')}")
        self.poller.register(socket, zmq.POLLIN)
        return socket

    def send(self, kind, content=None, channel="shell"):
        message = self.session.msg(kind, content or {})
        self.answers[message["header"]["msg_id"]] = Answer()
        self.session.send(getattr(self, channel), message)
        return message["header"]["msg_id"]

    def execute(self, code):
        return self.send(
            "execute_request",
            {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True},
        )

    def read(self, seconds):
        """Takes what has come, or waits for it."""
        for socket, _ in self.poller.poll(max(0, seconds * 1000)):
            if socket is self.heartbeat:
                socket.recv()
                self.beaten = time.perf_counter()
                continue
            while True:
                try:
                    _, message = self.session.recv(socket, zmq.NOBLOCK)
                except ValueError:  # a frame with a wrong signature: some kernels send them under load
                    continue
                if message is None:
                    break
                self._take(socket, message)

    def _take(self, socket, message):
        answer = self.answers.setdefault(message["parent_header"].get("msg_id", ""), Answer())
        now = time.perf_counter()
        if socket is not self.iopub:
            answer.reply, answer.replied = message["content"], now
        elif message["msg_type"] == "status":
            if message["content"]["execution_state"] == "idle":
                answer.idle = now
        else:
            answer.published.append(message)

    def wait(self, request, seconds=20, reply_only=False):
        """Waits until a request is answered and the kernel idle again. Returns the answer, or None when it does not come."""
        answer = self.answers[request]
        end = time.perf_counter() + seconds
        while (answer.replied if reply_only else answer.done) is None:
            left = end - time.perf_counter()
            if left <= 0 or (left < seconds - 1 and not self.alive):
                return None
            self.read(min(left, 0.5))
        return answer

    def pause(self, seconds):
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(end - time.perf_counter())

    def run(self, code, seconds=20):
        """Runs a cell. Returns its time in milliseconds, to reply and idle, and its answer; or None twice."""
        begin = time.perf_counter()
        answer = self.wait(self.execute(code), seconds)
        return (None, None) if answer is None else ((answer.done - begin) * 1000, answer)

    def ask(self, kind, content=None, channel="shell", seconds=20):
        begin = time.perf_counter()
        answer = self.wait(self.send(kind, content, channel), seconds, reply_only=True)
        return (None, None) if answer is None else ((answer.replied - begin) * 1000, answer.reply)

    def beat(self, seconds=5):
        """The round trip of a heartbeat."""
        self.beaten = None
        begin = time.perf_counter()
        self.heartbeat.send(b"beat")
        while self.beaten is None:
            if milliseconds(begin) > seconds * 1000:
                return None
            self.read(0.5)
        return (self.beaten - begin) * 1000

    def join(self):
        """Asks until the kernel's published messages arrive, so that none is missed later."""
        for _ in range(100):
            if self.wait(self.send("kernel_info_request"), 0.5) is not None:
                return
        raise RuntimeError("nothing the kernel publishes arrives")

    @property
    def alive(self):
        return self.manager.provisioner is not None and self.manager.provisioner.process.poll() is None

    def megabytes(self):
        """Resident memory of the kernel's process and all below it."""
        root = psutil.Process(self.manager.provisioner.process.pid)
        return sum(process.memory_info().rss for process in [root, *root.children(recursive=True)]) / 1e6

    def own_megabytes(self):
        """The same with pages that processes share counted once; None where the system does not tell."""
        root = psutil.Process(self.manager.provisioner.process.pid)
        try:
            return sum(process.memory_full_info().pss for process in [root, *root.children(recursive=True)]) / 1e6
        except AttributeError:
            return None

    def close(self):
        processes = []
        try:
            root = psutil.Process(self.manager.provisioner.process.pid)
            processes = [root, *root.children(recursive=True)]
        except psutil.Error:
            pass
        for process in processes:
            try:
                process.kill()
            except psutil.Error:
                pass
        try:
            self.manager.shutdown_kernel(now=True)
        finally:
            self.context.destroy(linger=0)
            shutil.rmtree(self.folder, ignore_errors=True)

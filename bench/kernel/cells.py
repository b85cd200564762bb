"""The same cells in the language of each kernel."""


def _typescript(n):
    return (
        f"interface Row{n} {{ id: number; name: string; price: number }}\n"
        f"const rows{n}: Row{n}[] = [{{ id: {n}, name: 'tea', price: 2.5 }}, {{ id: {n + 1}, name: 'mug', price: 7 }}]\n"
        f"function total{n}(rows: Row{n}[]): number {{\n  return rows.reduce((sum, row) => sum + row.price, 0)\n}}\n"
        f"const sum{n} = total{n}(rows{n})\n"
    )


def _python(n):
    return (
        f"class Row{n}:\n    def __init__(self, id: int, name: str, price: float):\n"
        f"        self.id, self.name, self.price = id, name, price\n"
        f"rows{n} = [Row{n}({n}, 'tea', 2.5), Row{n}({n + 1}, 'mug', 7)]\n"
        f"def total{n}(rows: list) -> float:\n    return sum(row.price for row in rows)\n"
        f"sum{n} = total{n}(rows{n})\n"
    )


typescript = {
    "declare": _typescript,
    "one": "const one: number = 1",
    "sleep": "await new Promise(r => setTimeout(r, 2500))",
    "busy": "{ const until = Date.now() + 1500; while (Date.now() < until); }",
    "lines": "for (let i = 0; i < 100000; i++) console.log('line ' + i)",
    "loop": "while (true) {}",
    "pending": "await new Promise(() => {})",
    "afterAwait": "await 0; while (true) {}",
    "exit": "process.exit(3)",
    "abort": "process.abort()",
    "positions": "interface A {\n  a: number\n}\n\ntype B = string\n\nconst c = 1\n\nnull!.fail\n",
}

assay = {
    **typescript,
    "display": "display.text('x'.repeat(1e8))",
    "imports": "import * as zlib from 'node:zlib'; zlib.constants.Z_OK",
    "memory": "const hold: unknown[] = []; for (;;) hold.push(new Array(1e6).fill(0).map((_, i) => ({ i })))",
}

tslab = {**typescript, "display": "import { display } from 'tslab'\ndisplay.text('x'.repeat(1e8))"}

deno = {
    **typescript,
    "display": "await Deno.jupyter.display({ 'text/plain': 'x'.repeat(1e8) }, { raw: true })",
    "exit": "Deno.exit(3)",
    "abort": "process.abort()",
}

python = {
    "declare": _python,
    "one": "one: int = 1",
    "sleep": "import asyncio; await asyncio.sleep(2.5)",
    "busy": "import time\nuntil = time.time() + 1.5\nwhile time.time() < until: pass",
    "lines": "for i in range(100000): print('line', i)",
    "display": "display({'text/plain': 'x' * 10**8}, raw=True)",
    "loop": "while True: pass",
    "pending": "import asyncio; await asyncio.Future()",
    "afterAwait": "import asyncio\nawait asyncio.sleep(0)\nwhile True: pass",
    "exit": "import os; os._exit(3)",
    "abort": "import os; os.abort()",
    "positions": "a = 1\n\n\n\nb = 2\n\nc = 3\n\nNone.fail\n",
}

# What only our kernel claims to stop, beside the three above.
more_interrupts = {
    "regex": "/^(a+)+$/.test('a'.repeat(40) + 'b')",
    "sort": "const big = Array.from({ length: 2e5 }, Math.random); while (1) big.sort((a, b) => a - b)",
    "timer": "await new Promise(() => setTimeout(() => { while (true) {} }, 1))",
    "endless async": "while (true) await new Promise(r => setTimeout(r, 1))",
}

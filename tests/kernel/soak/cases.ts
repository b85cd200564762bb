// Cells for the soak of interrupts. They are JavaScript: what they do to the process matters, not their types.

const load = (name: string) => `process.getBuiltinModule('node:${name}')`

/** Cells that never end by themselves. */
export const endless: Readonly<Record<string, string>> = {
  sync: 'while (true) {}',
  tryFinally: 'for (;;) { try { while (true) {} } catch {} finally { globalThis.fin = 1 } }',
  finallyLoop: 'try { throw 1 } finally { while (true) {} }',
  regex: "/^(a+)+$/.test('a'.repeat(40) + 'b')",
  sort: 'const big = Array.from({ length: 2e5 }, Math.random); while (1) big.sort((a, b) => a - b)',
  afterAwait: 'await 0; while (true) {}',
  afterSleep: 'await new Promise((r) => setTimeout(r, 1)); while (true) {}',
  timer: 'await new Promise(() => setTimeout(() => { while (true) {} }, 1))',
  immediate: 'await new Promise(() => setImmediate(() => { while (true) {} }))',
  tick: 'await new Promise(() => process.nextTick(() => { while (true) {} }))',
  interval: 'setInterval(() => { for (const t = Date.now(); Date.now() - t < 30;); }, 1); await new Promise(() => {})',
  then: 'Promise.resolve().then(() => { while (true) {} }); await new Promise(() => {})',
  pending: 'await new Promise(() => {})',
  endlessTimer: 'while (true) await new Promise((r) => setTimeout(r, 1))',
  endlessSleep: `const { setTimeout: nap } = ${load('timers/promises')}; while (true) { try { await nap(1) } catch {} }`,
  endlessImmediate: 'while (true) await new Promise((r) => setImmediate(r))',
  endlessIo: `const fsp = ${load('fs/promises')}; while (true) { try { await fsp.stat('.') } catch {} }`,
  microspin: 'while (true) await null',
  tickSpin: 'const again = () => process.nextTick(again); again(); await new Promise(() => {})',
  thenSpin: 'const chain = () => Promise.resolve().then(chain); await chain()',
  generator: 'function* all() { let i = 0; while (true) yield i++ } for (const x of all());',
  asyncGenerator: 'async function* every() { let i = 0; while (true) yield i++ } for await (const x of every());',
  atomics: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  als: `globalThis.ua ??= new (${load('async_hooks')}.AsyncLocalStorage)(); await ua.run(1, async () => { await 0; await new Promise((r) => setTimeout(r, 0)); while (true) {} })`,
  alsEnter: `globalThis.ub ??= new (${load('async_hooks')}.AsyncLocalStorage)(); ub.enterWith({ c: 1 }); await 0; while (true) {}`,
  alloc: 'let kept = []; while (true) { kept.push({ a: 1, b: [1, 2, 3] }); if (kept.length > 1e5) kept = [] }',
  allocAsync:
    'let keep = []; while (true) { keep.push(Array.from({ length: 1000 }, () => ({}))); if (keep.length > 100) keep = []; await null }',
  finalizer:
    'globalThis.fr ??= new FinalizationRegistry(() => { globalThis.frn = (globalThis.frn | 0) + 1 }); while (true) fr.register({}, 1)',
  finalizerSpin: 'globalThis.fr2 = new FinalizationRegistry(() => { while (true) {} }); fr2.register({}, 1); await new Promise(() => {})',
  json: 'const o = Array.from({ length: 1000 }, (_, i) => ({ i })); while (true) JSON.parse(JSON.stringify(o))',
  proxy: 'const px = new Proxy({}, { get() { while (true) {} } }); px.x; while (true) {}',
  toText: '({} + { toString() { while (true) {} } })',
  wasm: 'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11]))).exports.f()',
  importing: "await import('data:text/javascript,await 0;while(true){}//' + Math.random())",
  vm: `${load('vm')}.runInNewContext('while (true) {}')`,
  emitter: `const ee = new (${load('events')}.EventEmitter)(); ee.on('x', () => { while (true) {} }); ee.emit('x')`,
  microtaskFlood: 'for (;;) { for (let i = 0; i < 1e4; i++) queueMicrotask(() => {}); await null }',
  printing: "while (true) process.stdout.write('')",
  port: 'const mc = new MessageChannel(); mc.port1.onmessage = () => { while (true) {} }; mc.port2.postMessage(1); await new Promise(() => {})',
  event: "const et = new EventTarget(); et.addEventListener('q', () => { while (true) {} }); et.dispatchEvent(new Event('q'))",
  abortListener:
    "globalThis[Symbol.for('assay.interruptSignal')].addEventListener('abort', () => { for (const t = Date.now(); Date.now() - t < 300;); }); await new Promise(() => {})",
  callbackChain: `const fsx = ${load('fs')}; const lp = () => fsx.stat('.', lp); lp(); await new Promise(() => {})`,
  callbackSpin: `${load('fs')}.stat('.', () => { while (true) {} }); await new Promise(() => {})`,
  messageGetter: "const er = new Error('x'); Object.defineProperty(er, 'message', { get() { while (true) {} } }); throw er",
  display: "({ [Symbol.for('Jupyter.display')]() { while (true) {} } })",
  collecting: `globalThis.collect ??= (${load('v8')}.setFlagsFromString('--expose-gc'), ${load('vm')}.runInNewContext('gc')); let heap = []; while (true) { heap = [heap.length > 1000 ? 0 : heap]; collect({ type: 'minor' }); await null }`,
  displayPending: "({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })",
}

/** Cells that may end by themselves around the interrupt. `ms` is how long they take, `tag` what they give. */
export const finite: Readonly<Record<string, (tag: string, ms: number) => string>> = {
  quick: (tag) => `'${tag}'`,
  busy: (tag, ms) => `for (const t = performance.now(); performance.now() - t < ${ms};);\n'${tag}'`,
  sleep: (tag, ms) => `await new Promise((r) => setTimeout(r, ${ms}));\n'${tag}'`,
  hops: (tag) => `for (let i = 0; i < 200; i++) await null;\n'${tag}'`,
  io: (tag) => `await ${load('fs/promises')}.stat('.');\n'${tag}'`,
  garbage: (tag) => `{ const a = []; for (let i = 0; i < 3e4; i++) a.push({ i }) } await 0;\n'${tag}'`,
  collect: (tag) =>
    `globalThis.collect ??= (${load('v8')}.setFlagsFromString('--expose-gc'), ${load('vm')}.runInNewContext('gc')); collect(); await 0; collect({ type: 'minor' });\n'${tag}'`,
  store: (tag, ms) =>
    `globalThis.uc ??= new (${load('async_hooks')}.AsyncLocalStorage)(); await uc.run('${tag}', async () => { await new Promise((r) => setTimeout(r, ${ms})); return uc.getStore() })`,
  flows: (tag) => `await Promise.all(Array.from({ length: 2000 }, async (_, i) => { await i }));\n'${tag}'`,
  boom: (tag) => `throw new Error('${tag}')`,
  boomLater: (tag, ms) => `await new Promise((r) => setTimeout(r, ${ms})); throw new Error('${tag}')`,
}

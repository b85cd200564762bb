import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

const npmConfig = (key: string) =>
  execFileSync('npm', ['config', 'get', key], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' }).trim()

/** Everything below a folder, as relative paths. */
function listing(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    return entry.isDirectory() ? [path, ...listing(folder, path)] : [path]
  })
}

describe('a fresh clone in a folder with a space and other scripts', function () {
  this.timeout(1_200_000)
  let folder: string
  let clone: string
  let home: string
  let output = ''

  // An empty home, with the package managers' settings and caches where they really are.
  const environment = () => {
    const kept = Object.entries(process.env).filter(
      ([name]) => !/^(ASSAY_|JUPYTER|IPYTHON|XDG_|CHROMIUM|VIRTUAL_ENV|NODE_OPTIONS|npm_)/.test(name),
    )
    const pip = [join(homedir(), '.config', 'pip', 'pip.conf'), join(homedir(), '.pip', 'pip.conf')].find((path) => existsSync(path))
    return {
      ...Object.fromEntries(kept),
      HOME: home,
      USERPROFILE: home,
      npm_config_userconfig: npmConfig('userconfig'),
      npm_config_cache: npmConfig('cache'),
      // pip asks rustc for its version, and rustup then makes a folder of its own.
      RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup'),
      PIP_CACHE_DIR: process.env['PIP_CACHE_DIR'] ?? join(homedir(), '.cache', 'pip'),
      ...(pip === undefined ? {} : { PIP_CONFIG_FILE: pip }),
    }
  }

  const start = () =>
    spawnSync('npm', ['start', '--', '--no-lab'], {
      cwd: clone,
      env: environment(),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      shell: process.platform === 'win32',
    })

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay clone ')))
    clone = join(folder, 'Zoë 数据')
    home = join(folder, 'home')
    mkdirSync(home)
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone])
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('npm start -- --no-lab sets up, runs the pipeline and names the report', () => {
    const result = start()
    output = `${result.stdout}${result.stderr}`
    assert.equal(result.status, 0, output.slice(-4000))
    assert.match(output, /✓ npm packages {2}\d+\.\d s/)
    assert.match(output, /✓ cell 1 of \d+/)
    const report = /^Report: (.*)$/m.exec(output)?.[1] ?? ''
    assert.ok(report.startsWith(join(clone, 'reports')), output.slice(-1000))
    const page = readFileSync(report, 'utf8')
    assert.match(page, /6,339/)
    assert.ok(page.length < 1_000_000)
  })

  it('leaves nothing in the home folder', () => {
    assert.notEqual(output, '')
    assert.deepEqual(listing(home), [])
  })

  it('leaves the clone as committed', () => {
    assert.equal(execFileSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' }), '')
  })

  it('set-up that was cut short resumes, and a done one is skipped', () => {
    const setUp = () =>
      execFileSync('npm', ['run', 'setup'], { cwd: clone, env: environment(), encoding: 'utf8', shell: process.platform === 'win32' })
    assert.match(setUp(), /everything was there/)
    rmSync(join(clone, '.cache', 'setup', 'library and kernel'))
    rmSync(join(clone, 'kernel', 'dist', 'host', 'main.js'))
    const resumed = setUp()
    assert.match(resumed, /✓ library and kernel/)
    assert.doesNotMatch(resumed, /npm packages/)
    assert.ok(existsSync(join(clone, 'kernel', 'dist', 'host', 'main.js')))
  })
})

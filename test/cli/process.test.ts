import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// The real process: what only shows there (signals, pipes, environment). Everything else is tested in this process.
const project = join(import.meta.dirname, '..', '..')
const outDir = join(project, 'node_modules', '.cache', 'rolecall-cli-test')
let folder: string
let org: string

beforeAll(async () => {
  await build({
    root: project,
    configFile: join(project, 'vite.cli.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  folder = mkdtempSync(join(tmpdir(), 'rolecall-process-'))
  org = join(folder, 'org.rolecall')
  await run(['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', 'Dana Kim <dana@x.example>'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(outDir, 'index.js'), ...args], {
    env: { ...process.env, ROLECALL_HOME: join(folder, 'home'), ROLECALL_PASSPHRASE: '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

async function run(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ exit: number | null; out: string; err: string }> {
  const child = start(args, environment)
  child.stdin!.end()
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!)])
  return { exit: await ended, out, err }
}

describe('the rolecall process', () => {
  it('answers on standard output and ends with the exit code', async () => {
    expect(await run(['info', org, '--json'])).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/"name": "Northside"/),
      err: '',
    })
    expect(await run(['can', org, '--who', 'dana@x.example', '--do', 'users.add'])).toMatchObject({ exit: 0 })
    expect(await run(['info', join(folder, 'nowhere.rolecall')])).toMatchObject({ exit: 3, out: '' })
    expect(await run(['info'])).toMatchObject({ exit: 2, out: '', err: "rolecall: Missing required argument 'org'.\n" })
  })

  it('leaves nothing behind when an import is stopped with Ctrl-C', async () => {
    const file = join(folder, 'many.csv')
    writeFileSync(
      file,
      `email,name,site\n${Array.from({ length: 60_000 }, (_, index) => `p${index}@x.example,P ${index},S${index % 90}`).join('\n')}\n`,
    )
    const before = readFileSync(org)
    for (const afterMs of [500, 1500, 3000]) {
      const child = start(['import', org, file])
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)))
      await wait(afterMs)
      child.kill('SIGINT')
      expect(await ended).toBe('SIGINT')
      expect(readFileSync(org).equals(before)).toBe(true)
    }
    expect(await run(['info', org, '--json'])).toMatchObject({ exit: 0, out: expect.stringMatching(/"revision": 1,/) })
    expect(await run(['verify', org])).toMatchObject({ exit: 0, out: 'Verified: 1 entries, 1 changes.\n' })
    expect(
      await run(['staff', 'add', org, '--name', 'Ana', '--email', 'ana@x.example', '--role', 'member']),
    ).toMatchObject({ exit: 0 })
  })

  it('keeps both edits when two processes edit at once', async () => {
    const add = (name: string) =>
      run(['staff', 'add', org, '--name', name, '--email', `${name}@x.example`, '--role', 'member', '--json'])
    const names = ['b', 'c', 'd', 'e']
    const ran = await Promise.all(names.map(add))
    const staff = JSON.parse((await run(['staff', 'list', org, '--json'])).out) as { name: string }[]
    // Who came too late is told so, with exit 1 or 3, and nothing is lost or half done.
    for (const [index, name] of names.entries()) {
      expect(staff.some((person) => person.name === name)).toBe(ran[index]!.exit === 0)
    }
    expect(ran.some(({ exit }) => exit === 0)).toBe(true)
    expect((await run(['verify', org])).exit).toBe(0)
  })

  it('takes the passphrase from the environment', async () => {
    const locked = join(folder, 'locked.rolecall')
    const passphrase = { ROLECALL_PASSPHRASE: 'correct horse' }
    const made = await run(
      ['new', locked, '--blueprint', 'staff-ladder', '--name', 'Locked', '--owner', 'Dana <dana@x.example>'],
      passphrase,
    )
    expect(made.exit).toBe(0)
    const add = ['staff', 'add', locked, '--name', 'Ana', '--email', 'ana@x.example', '--role', 'teammate']
    const before = readFileSync(locked)
    expect(await run(add)).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/passphrase/i) })
    expect(await run(add, { ROLECALL_PASSPHRASE: 'wrong' })).toMatchObject({ exit: 2, out: '' })
    expect(readFileSync(locked).equals(before)).toBe(true)
    // Reading needs no key.
    expect(await run(['info', locked, '--json'])).toMatchObject({ exit: 0, out: expect.stringMatching(/"as": null/) })
    expect(await run(add, passphrase)).toMatchObject({ exit: 0 })
  })

  it('ends quietly when nobody reads on', async () => {
    const child = start(['matrix', org, '--json'])
    child.stdin!.end()
    child.stdout!.once('data', () => child.stdout!.destroy())
    const [err, exit] = await Promise.all([text(child.stderr!), new Promise((resolve) => child.on('close', resolve))])
    expect({ err, exit }).toEqual({ err: '', exit: 0 })
  })
})

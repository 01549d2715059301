import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline/promises'
import packageJson from '../../package.json'
import { createDesk } from '../main/operations/createDesk'
import { homeFolder } from '../main/store/homeFolder'
import { runCli } from './runCli'

const home = homeFolder()
mkdirSync(home, { recursive: true })

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

// Ctrl-C keeps its usual effect, the end of the process: an open transaction is then taken back by SQLite.
process.exitCode = await runCli(process.argv.slice(2), {
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
  showsProgress: process.stderr.isTTY,
  ask: process.stdin.isTTY && process.stderr.isTTY ? askInTerminal : undefined,
  askSecret: process.stdin.isTTY && process.stderr.isTTY ? askSecretInTerminal : undefined,
  readStdin: () => text(process.stdin),
  createDesk: ({ emit }) =>
    createDesk({
      home,
      version: packageJson.version,
      runtime: `Node ${process.versions.node}`,
      sources: { random: (count) => new Uint8Array(randomBytes(count)), now: () => Date.now() },
      passphrase: () => process.env.ROLECALL_PASSPHRASE || undefined,
      ...(emit === undefined ? {} : { emit }),
    }),
})

async function askInTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

async function askSecretInTerminal(question: string): Promise<string> {
  process.stderr.write(`${question} `)
  // What is typed goes nowhere.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}

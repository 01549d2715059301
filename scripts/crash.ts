import { runCommand } from './runtime/runCommand.ts'

/** `npm run crash -- 2000`: how often each kind of work is interrupted. */
const kills = process.argv[2] ?? '1000'
if (!/^[1-9]\d*$/.test(kills)) {
  console.error('Say how many kills, like: npm run crash -- 2000')
  process.exit(2)
}
const { code } = await runCommand('vitest', ['run', 'test/crash'], {
  stdio: 'inherit',
  env: { ...process.env, ROLECALL_KILLS: kills },
})
process.exitCode = code

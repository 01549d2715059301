import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { format } from 'prettier'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { errorOutput, outputs } from '../../src/cli/outputs/outputs'
import { makeProgram } from '../../src/cli/runCli'

// The reference says what the program says. When it is stale these tests fail; `npx vitest run test/cli/docs.test.ts -u` writes it again.
const docs = join(import.meta.dirname, '..', '..', 'docs')

it.each([...Object.entries(outputs), ['error', errorOutput] as const])(
  'docs/cli holds the schema of `%s`',
  async (name, shape) => {
    const schema = {
      title: name === 'error' ? 'any command that fails' : `rolecall ${name} --json`,
      ...z.toJSONSchema(shape, { io: 'output' }),
    }
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 })
    await expect(text).toMatchFileSnapshot(join(docs, 'cli', `${name.replace(' ', '-')}.json`))
  },
)

it('docs/cli.md lists every command with its options', async () => {
  const path = join(docs, 'cli.md')
  const marker = '<!-- From here on written by test/cli/docs.test.ts -->\n'
  const [introduction] = readFileSync(path, 'utf8').split(marker)
  const sections = leaves(program()).map(({ name, command }) => describeCommand(name, command))
  const text = await format(`${introduction}${marker}\n${sections.join('\n')}`, { parser: 'markdown', printWidth: 120 })
  await expect(text).toMatchFileSnapshot(path)
})

it('every command has a schema and every schema a command', () => {
  expect(
    leaves(program())
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(outputs).toSorted())
})

function program(): Command {
  const nowhere = {
    out: () => {},
    err: () => {},
    showsProgress: false,
    ask: undefined,
    readStdin: () => Promise.resolve(''),
  }
  return makeProgram(
    {
      ...nowhere,
      createDesk: () => {
        throw new Error('not run here')
      },
    },
    () => {},
  )
}

function leaves(parent: Command, path: readonly string[] = []): { name: string; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const names = [...path, command.name()]
    const below = leaves(command, names)
    // A group that takes an argument is a command itself.
    return below.length === 0 || command.registeredArguments.length > 0
      ? [{ name: names.join(' '), command }, ...below]
      : below
  })
}

function describeCommand(name: string, command: Command): string {
  const usage = command.registeredArguments.map((argument) => {
    const text = argument.name() + (argument.variadic ? '…' : '')
    return argument.required ? `<${text}>` : `[${text}]`
  })
  const options = command.options.map((option) => {
    const byDefault =
      typeof option.defaultValue === 'boolean' || option.defaultValue === undefined
        ? ''
        : ` (${String(option.defaultValue)})`
    return `- \`${option.flags}\` ${option.description}${option.mandatory ? ' (needed)' : ''}${byDefault}`
  })
  return [
    `### ${name}`,
    '',
    `\`rolecall ${[name, ...usage].join(' ')}\` — ${command.description()}. [JSON](cli/${name.replace(' ', '-')}.json)`,
    '',
    ...options,
    '',
  ].join('\n')
}

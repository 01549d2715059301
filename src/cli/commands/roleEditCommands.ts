import type { Command } from 'commander'
import type { RoleKey } from '../../shared/domain/ids'
import type { OperationCall, OperationOutput } from '../../shared/operations/contract'
import { type AddCommand, type Answer, type Cli, CliFailure, stop, valueOf } from '../Cli'
import { appliedJson, appliedText, confirmInTerminal, readRole } from '../words'
import { differenceJson, listDifferences } from './grantCommands'

type Wish = OperationCall<'role.preview'>['wish']
type Preview = OperationOutput<'role.preview'>
type Editing = 'role create' | 'role edit' | 'role move' | 'role delete'

/** Adds the commands that change the ladder of an organization whose roles are its own. */
export function addRoleEditCommands(role: Command, add: AddCommand): void {
  add(
    role,
    'role create',
    'create <org> <role>',
    'adds a role like another one; --preview says who would gain or lose',
    (command) =>
      command
        .requiredOption('--like <role>', 'may do what this role may do now')
        .option('--name <text>', 'shown name; left out: the key in words')
        .option('--summary <text>', 'one sentence: what the role is for')
        .option('--under <role>', 'the role right above; left out: the one it is like')
        .option('--preview', 'change nothing'),
    (
      cli,
      [path, text]: [string, string],
      options: { like: string; name?: string; summary?: string; under?: string; preview?: boolean },
    ) => {
      const key = readRole(text)
      return editRoles(cli, path, options.preview === true, {
        do: 'create',
        role: key,
        like: readRole(options.like),
        name: options.name ?? nameFromKey(key),
        ...(options.summary === undefined ? {} : { summary: options.summary }),
        ...(options.under === undefined ? {} : { under: readRole(options.under) }),
      })
    },
  )

  add(
    role,
    'role edit',
    'edit <org> <role>',
    'renames or describes a role, or says whose people it manages',
    (command) =>
      command
        .option('--name <text>', 'shown name; the key stays')
        .option('--summary <text>', 'one sentence: what the role is for')
        .option('--manages <roles>', 'everyone, nobody, or role keys split by commas')
        .option('--preview', 'change nothing'),
    (
      cli,
      [path, text]: [string, string],
      options: { name?: string; summary?: string; manages?: string; preview?: boolean },
    ) => {
      if (options.name === undefined && options.summary === undefined && options.manages === undefined) {
        stop('usage', 'Say what to change: --name, --summary or --manages.')
      }
      return editRoles(cli, path, options.preview === true, {
        do: 'edit',
        role: readRole(text),
        ...(options.name === undefined ? {} : { name: options.name }),
        ...(options.summary === undefined ? {} : { summary: options.summary }),
        ...(options.manages === undefined ? {} : { manages: readManages(options.manages) }),
      })
    },
  )

  add(
    role,
    'role move',
    'move <org> <role>',
    'places a role right under another',
    (command) => command.requiredOption('--under <role>', 'the role right above').option('--preview', 'change nothing'),
    (cli, [path, text]: [string, string], options: { under: string; preview?: boolean }) =>
      editRoles(cli, path, options.preview === true, {
        do: 'move',
        role: readRole(text),
        under: readRole(options.under),
      }),
  )

  add(
    role,
    'role delete',
    'delete <org> <role>',
    'deletes a role and gives its people another one; one undo takes all of it back',
    (command) =>
      command
        .option('--reassign <role>', 'what its people get instead, those in Restore included')
        .option('--preview', 'change nothing')
        .option('--yes', 'do not ask where there is no way back'),
    (cli, [path, text]: [string, string], options: { reassign?: string; preview?: boolean; yes?: boolean }) =>
      editRoles(
        cli,
        path,
        options.preview === true,
        {
          do: 'delete',
          role: readRole(text),
          ...(options.reassign === undefined ? {} : { reassignTo: readRole(options.reassign) }),
        },
        options.yes === true,
      ),
  )
}

/** Says what a wish would do, and does it unless only the preview was asked for. */
async function editRoles(
  cli: Cli,
  path: string,
  previewOnly: boolean,
  wish: Wish,
  isSure = false,
): Promise<Answer<Editing>> {
  await cli.open(path, previewOnly ? 'read' : 'write')
  const preview = valueOf(await cli.desk.call('role.preview', { wish, limit: previewOnly ? 200_000 : 0 }))
  const [refusal] = preview.refusedBecause
  if (refusal !== undefined) {
    throw new CliFailure({ code: 'refused', message: refusal.text, because: preview.refusedBecause })
  }
  const { sentences, moving, finalBecause } = preview
  const told = { sentences, moving, gain: preview.gain.map(differenceJson), lose: preview.lose.map(differenceJson) }
  if (previewOnly) return { json: { ...told, applied: null }, text: previewText(preview) }
  if (finalBecause !== null && !isSure) await confirmInTerminal(cli, `${finalBecause} Go on?`)
  const json = appliedJson(valueOf(await apply(cli, wish)))
  return {
    json: { sentences, moving, gain: [], lose: [], applied: json },
    text: [...sentences, `Done. ${appliedText(json)}`].join('\n'),
  }
}

function apply(cli: Cli, wish: Wish) {
  switch (wish.do) {
    case 'create':
      return cli.desk.call('role.create', wish)
    case 'edit':
      return cli.desk.call('role.edit', wish)
    case 'move':
      return cli.desk.call('role.move', wish)
    case 'delete':
      return cli.desk.call('role.delete', { ...wish, job: 'delete' })
  }
}

function previewText(preview: Preview): string {
  return [
    ...preview.sentences,
    ...(preview.finalBecause === null ? [] : [preview.finalBecause]),
    listDifferences('Gain', preview.gain),
    listDifferences('Lose', preview.lose),
  ].join('\n')
}

function readManages(text: string): 'everyone' | RoleKey[] {
  if (text === 'everyone') return 'everyone'
  if (text === 'nobody' || text.trim() === '') return []
  return text.split(',').map((part) => readRole(part.trim()))
}

/** `front-desk` → “Front desk”. */
function nameFromKey(key: string): string {
  const words = key.replaceAll(/[.-]/g, ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

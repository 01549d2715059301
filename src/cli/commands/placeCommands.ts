import type { Command } from 'commander'
import { placeKind } from '../../shared/domain/ids'
import type { OperationCall } from '../../shared/operations/contract'
import { type AddCommand, type Cli, stop, valueOf } from '../Cli'
import { formatTable } from '../formatTable'
import { appliedJson, appliedText, readPlace } from '../words'
import { differenceJson, listDifferences } from './grantCommands'

export function addPlaceCommands(program: Command, add: AddCommand): void {
  const place = program.command('place').description('locations and what lies under them')

  add(
    place,
    'place list',
    'list <org>',
    'places, each after the one it lies under',
    (command) => command.option('--kind <kind>', 'only this kind'),
    async (cli, [path]: [string], options: { kind?: string }) => {
      await cli.open(path, 'read')
      const rows = valueOf(await cli.desk.call('place.list', options))
      return {
        json: rows.map(({ id, kind, name, parent, isArchived, people }) => ({
          place: id,
          kind,
          name,
          parent,
          archived: isArchived,
          people,
        })),
        text: formatTable(
          ['Place', 'Name', 'Under', 'People', ''],
          rows.map((row) => [row.id, row.name, row.parent ?? '', String(row.people), row.isArchived ? 'archived' : '']),
          'There are no places yet.',
        ),
      }
    },
  )

  add(
    place,
    'place add',
    'add <org> <place>',
    'adds a place, written as kind:key',
    (command) =>
      command.requiredOption('--name <text>', 'shown name').option('--parent <place>', 'the place it lies under'),
    async (cli, [path, text]: [string, string], options: { name: string; parent?: string }) => {
      const id = readPlace(text)
      const parent = options.parent === undefined ? null : readPlace(options.parent)
      await cli.open(path, 'write')
      const kind = placeKind(id)
      const added = valueOf(
        await cli.desk.call('place.add', { kind, key: id.slice(kind.length + 1), name: options.name, parent }),
      )
      const json = { ...appliedJson(added), place: added.place }
      return { json, text: `Added ${options.name} as ${added.place}. ${appliedText(json)}` }
    },
  )

  add(
    place,
    'place rename',
    'rename <org> <place> [name]',
    'gives a place another name; its key stays',
    (command) => command.option('--name <text>', 'the new name'),
    async (cli, [path, text, given]: [string, string, string | undefined], options: { name?: string }) => {
      const name = given ?? options.name ?? stop('usage', 'Say the new name.', '--name')
      const id = readPlace(text)
      await cli.open(path, 'write')
      const json = appliedJson(valueOf(await cli.desk.call('place.edit', { place: id, name })))
      return { json, text: `Renamed. ${appliedText(json)}` }
    },
  )

  add(
    place,
    'place move',
    'move <org> <place> [parent]',
    'puts a place under another, or at the top with --top',
    (command) =>
      command
        .option('--parent <place>', 'the place it shall lie under')
        .option('--top', 'under nothing')
        .option('--preview', previewWords),
    async (
      cli,
      [path, text, given]: [string, string, string | undefined],
      options: { parent?: string; top?: boolean; preview?: boolean },
    ) => {
      const under = given ?? options.parent
      if ((under === undefined) !== (options.top === true))
        stop('usage', 'Say where to: a place it shall lie under, or --top.')
      const id = readPlace(text)
      const parent = under === undefined ? null : readPlace(under)
      await cli.open(path, options.preview === true ? 'read' : 'write')
      if (options.preview === true) return previewEdit(cli, { place: id, parent })
      const json = appliedJson(valueOf(await cli.desk.call('place.edit', { place: id, parent })))
      return { json, text: `Moved. ${appliedText(json)}` }
    },
  )

  add(
    place,
    'place merge',
    'merge <org> <from> <into>',
    'merges a duplicate place into another: people, grants and what lies under it move',
    (command) => command.option('--preview', previewWords),
    async (cli, [path, fromText, intoText]: [string, string, string], options: { preview?: boolean }) => {
      const from = readPlace(fromText)
      const into = readPlace(intoText)
      await cli.open(path, options.preview === true ? 'read' : 'write')
      const preview = valueOf(await cli.desk.call('place.previewMerge', { from, into, limit: 200_000 }))
      const done =
        options.preview === true ? null : appliedJson(valueOf(await cli.desk.call('place.merge', { from, into })))
      const { people, grants, children } = preview
      const moves = `${people} people, ${grants} personal grants and ${children} places`
      return {
        json: {
          people,
          grants,
          children,
          archives: preview.archives,
          gain: preview.gain.map(differenceJson),
          lose: preview.lose.map(differenceJson),
          refusedBecause: preview.refusedBecause,
          applied: done,
        },
        text:
          done === null
            ? `${moves} would move; ${preview.peopleGaining} people gain and ${preview.peopleLosing} lose something. Nothing was changed.`
            : `Merged: ${moves} moved. ${appliedText(done)}`,
        exit: preview.refusedBecause.length > 0 ? 1 : 0,
      }
    },
  )

  add(
    place,
    'place archive',
    'archive <org> <place>',
    'archives a place: it grants nothing any more',
    (command) => command.option('--back', 'bring an archived place back').option('--preview', previewWords),
    async (cli, [path, text]: [string, string], options: { back?: boolean; preview?: boolean }) => {
      const edit = { place: readPlace(text), archived: options.back !== true }
      await cli.open(path, options.preview === true ? 'read' : 'write')
      if (options.preview === true) return previewEdit(cli, edit)
      const json = appliedJson(valueOf(await cli.desk.call('place.edit', edit)))
      return { json, text: `${options.back === true ? 'Brought back' : 'Archived'}. ${appliedText(json)}` }
    },
  )
}

const previewWords = 'say who gains and who loses, and change nothing'

async function previewEdit(cli: Cli, edit: OperationCall<'place.preview'>) {
  const preview = valueOf(await cli.desk.call('place.preview', { ...edit, limit: 200_000 }))
  const { gain, lose, refusedBecause } = preview
  return {
    json: { gain: gain.map(differenceJson), lose: lose.map(differenceJson), refusedBecause },
    text: [
      ...refusedBecause.map(({ text }) => text),
      listDifferences('Gain', gain),
      listDifferences('Lose', lose),
      'Nothing was changed.',
    ].join('\n'),
    exit: refusedBecause.length > 0 ? (1 as const) : (0 as const),
  }
}

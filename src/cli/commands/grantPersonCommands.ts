import type { Command } from 'commander'
import { type Reach, reaches } from '../../shared/domain/reach'
import { type AddCommand, plainCommand, stop } from '../Cli'
import { changed, findStaffId, readPermission, readPlace, readUntil } from '../words'

/** Grants to one person, beside what their role gives. */
export function addGrantPersonCommands(staff: Command, add: AddCommand): void {
  add(
    staff,
    'staff grant',
    'grant <org> <email> <permission>',
    'gives one person a permission besides their role’s',
    (command) =>
      command
        .option('--reach <reach>', 'how far; left out: as the source allows it to one person, or the narrowest')
        .option('--at <place...>', 'where, for the reach assigned; left out: their own places')
        .option('--until <date>', 'until an instant, or the end of a day'),
    async (
      cli,
      [path, email, key]: [string, string, string],
      options: { reach?: string; at?: string[]; until?: string },
    ) => {
      const permission = readPermission(key)
      const reach = options.reach === undefined ? {} : { reach: readReach(options.reach) }
      const at = options.at === undefined ? {} : { at: options.at.map(readPlace) }
      const { timeZone } = await cli.open(path, 'write')
      const untilMs = options.until === undefined ? null : readUntil(options.until, timeZone)
      const staffId = await findStaffId(cli, email)
      return changed(await cli.desk.call('staff.grant', { staffId, permission, ...reach, ...at, untilMs }))
    },
  )

  add(
    staff,
    'staff revoke',
    'revoke <org> <email> <permission>',
    'takes a personal grant away; what the role gives stays',
    plainCommand,
    async (cli, [path, email, key]: [string, string, string]) => {
      const permission = readPermission(key)
      await cli.open(path, 'write')
      return changed(await cli.desk.call('staff.revoke', { staffId: await findStaffId(cli, email), permission }))
    },
  )
}

function readReach(text: string): Reach {
  const known = reaches.filter((reach) => reach !== 'none')
  return (
    known.find((reach) => reach === text) ??
    stop('bad-input', `“${text}” is not a reach that can be given. Choose one of ${known.join(', ')}.`, '--reach')
  )
}

import { join, resolve } from 'node:path'
import { isHelpLink } from '../../shared/domain/orgHelp'
import { done, failed, type Result } from '../../shared/domain/result'
import type { OperationInput, OperationOutput } from '../../shared/operations/contract'
import { importBundle } from '../exchange/importBundle'
import { writeSample } from '../exchange/writeSample'
import { createOrg } from '../org/createOrg'
import type { OpenFailure } from '../org/openOrgFile'
import { findShippedBlueprint, shippedBlueprints } from '../org/shippedBlueprints'
import { hubDeskHandlers } from './hubHandlers'
import { backupHandlers } from './backupHandlers'
import { evidenceDeskHandlers } from './evidenceHandlers'
import { openAnyFile } from './openAnyFile'
import { chooseBlueprint, readCheckedFile } from './chooseBlueprint'
import { readOrgInfo } from './readOrgInfo'
import { forgetRecent, recentWithState, rememberRecent } from './recentFiles'
import type { DeskHandlers, Session } from './session'

export const deskHandlers: DeskHandlers = {
  ...evidenceDeskHandlers,

  ...hubDeskHandlers,
  ...backupHandlers,

  'app.info': ({ host }) =>
    done({ version: host.version, runtime: host.runtime, home: host.home, theme: host.readTheme?.() ?? 'system' }),

  'app.setTheme': ({ host }, { theme }) => {
    host.setTheme?.(theme)
    return done({})
  },

  'app.recent': ({ host }) => done(recentWithState(host.home)),

  'app.forgetRecent': ({ host }, { path }) => {
    forgetRecent(host.home, path)
    return done({})
  },

  'app.chooseFile': async ({ host }, { purpose, suggestedName }) => {
    if (host.chooseFile === undefined)
      return failed('no-display', 'There is no window to ask in. Give the path instead.')
    return done({ path: await host.chooseFile(purpose, suggestedName) })
  },

  'app.openLink': async ({ host }, { url }) => {
    if (!isHelpLink(url)) {
      return failed(
        'bad-link',
        'Only links that begin with https:// or mailto: are opened. Correct it in the settings.',
      )
    }
    if (host.openLink === undefined) return failed('no-display', `There is no window to ask in. The link is ${url}`)
    return done({ opened: await host.openLink(url) })
  },

  'app.writeMail': async ({ host }, mail) => {
    if (host.writeMail === undefined) {
      return failed('no-display', 'There is no mail program to ask. Copy the message instead.')
    }
    await host.writeMail(mail)
    return done({})
  },

  'blueprint.list': () => done([...shippedBlueprints()]),

  'blueprint.readFile': (_session, { path }) => readCheckedFile(path),

  'org.create': ({ host }, input) => {
    const blueprint = chooseBlueprint(input)
    if (!blueprint.ok) return blueprint
    const path = withEnding(resolve(input.path))
    const created = createOrg(
      {
        path,
        name: input.name,
        blueprint: blueprint.value,
        owner: { name: input.ownerName, email: input.ownerEmail },
        timeZone: input.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        passphrase: input.passphrase,
      },
      host.home,
      host.sources,
    )
    if (!created.ok) return created
    return done({ path, ...created.value })
  },

  'org.sample': async (session, input) => {
    const blueprint = findShippedBlueprint(input.blueprint)
    if (blueprint === null) return unknownBlueprint(input.blueprint)
    const { home } = session.host
    const path = resolve(
      input.path ?? join(home, 'samples', `sample-${input.blueprint}-${input.people}-${input.seed}.rolecall`),
    )
    return writeSample({
      path,
      blueprint,
      people: input.people,
      seed: input.seed,
      home,
      reuse: input.path === undefined,
    })
  },

  'org.open': (session, input) => openFile(session, resolve(input.path), input),

  'org.openInto': (_session, { bundle, path }) => {
    const target = withEnding(resolve(path))
    const imported = importBundle(resolve(bundle), target)
    return imported.ok ? done({ path: target, entries: imported.value.entries }) : imported
  },

  'org.close': (session) => {
    session.useOrg(null)
    return done({})
  },

  'job.cancel': (session, { job }) => {
    session.cancel(job)
    return done({})
  },
}

async function openFile(
  session: Session,
  path: string,
  input: OperationInput<'org.open'>,
): Promise<Result<OperationOutput<'org.open'>, OpenFailure | 'bad-bundle' | 'cancelled'>> {
  const { host } = session
  const opened = await session.watch(input.job, (watch) => openAnyFile(host, path, input, watch))
  if (!opened.ok) return opened
  session.useOrg(opened.value)
  const info = readOrgInfo(opened.value)
  rememberRecent(host.home, {
    path,
    name: info.name,
    kind: info.kind,
    people: info.counts.people,
    openedAtMs: host.sources.now(),
  })
  return done(info)
}

function withEnding(path: string): string {
  return /\.rolecall$/i.test(path) ? path : `${path}.rolecall`
}

function unknownBlueprint(id: string): ReturnType<typeof failed<'unknown-blueprint'>> {
  const known = shippedBlueprints().map((blueprint) => blueprint.id)
  return failed('unknown-blueprint', `There is no blueprint “${id}”. Choose one of ${known.join(', ')}.`)
}

import type { OurTimes } from './ours'

export interface PeerTimes {
  readonly name: string
  readonly version: string
  readonly isPeer: boolean
  /** Measured on a part of the people and multiplied. */
  readonly isScaled: boolean
  readonly decisionNs: number
  /** Times that ours is faster, by string id and by handle with an index, measured in turn with the peer's. */
  readonly timesById: number
  readonly timesByHandle: number
  readonly decisions: number
  readonly hash: string
  readonly isSame: boolean
  readonly setUpMs: number
  /** Ours, times this: measured in turn with it. */
  readonly timesCompile: number
  readonly timesIndex: number
  readonly setUpMb: number
  /** Set up for the people asked about only, so not comparable. */
  readonly isSetUpPartial: boolean
  readonly whoCanMs: number
  readonly matrixMs: number | null
  readonly whatIfMs: number | null
}

export interface Report {
  readonly about: { machine: string; node: string; date: string; places: number; permissions: number }
  readonly ours: OurTimes
  readonly limit: {
    decisionNs: number
    timesByHandle: number
    whoCanMs: number
    matrixMs: number
    whatIfMs: number
    isSame: boolean
  }
  readonly peers: readonly PeerTimes[]
  readonly whole: readonly (readonly [string, OurTimes])[]
  readonly more: OurTimes
}

/** The report as Markdown: the peers' table with ratios, the targets, and the whole model. */
export function formatReport(report: Report): string {
  const { about, ours, limit, peers } = report
  const fullPeers = peers.filter((peer) => peer.isPeer)
  const best = (pick: (peer: PeerTimes) => number | null): number =>
    Math.min(...fullPeers.map((peer) => pick(peer) ?? Infinity))
  const bestSetUp = fullPeers
    .filter((peer) => !peer.isSetUpPartial)
    .reduce((one, other) => (other.setUpMs < one.setUpMs ? other : one))
  const totalMb = ours.compileMb + ours.indexMb
  const rows: Row[] = [
    ...peers.map((peer): Row => {
      const mark = peer.isScaled ? '≈ ' : ''
      return [
        `${peer.name} ${peer.version}`.trim(),
        `${mark}${digits(peer.decisionNs)}`,
        `${mark}${digits(peer.timesById)} / ${digits(peer.timesByHandle)}`,
        `${mark}${digits(peer.whoCanMs)}`,
        peer.matrixMs === null ? '–' : `${mark}${digits(peer.matrixMs)}`,
        peer.whatIfMs === null ? '–' : `${mark}${digits(peer.whatIfMs)}`,
        peer.isSetUpPartial ? '–' : digits(peer.setUpMs),
        peer.isSetUpPartial ? '–' : digits(peer.setUpMb),
        peer.isSame ? `same (${peer.decisions.toLocaleString('en')}, ${peer.hash})` : 'DIFFERENT',
      ]
    }),
    [
      'bare typed arrays (no peer)',
      digits(limit.decisionNs),
      `– / ${digits(1 / limit.timesByHandle)}`,
      digits(limit.whoCanMs),
      digits(limit.matrixMs),
      `${digits(limit.whatIfMs)} (rows)`,
      '–',
      '–',
      limit.isSame ? 'same' : 'DIFFERENT',
    ],
    [
      '**Rolecall, by string id**',
      digits(ours.decisionNs.byId),
      '',
      '',
      '',
      '',
      digits(ours.compileMs),
      digits(ours.compileMb),
      '',
    ],
    ['**Rolecall, by string id, indexed**', digits(ours.decisionNs.byIdIndexed), '', '', '', '', '', '', 'same'],
    ['**Rolecall, by handle**', digits(ours.decisionNs.byHandle), '', '', '', '', '', '', 'same'],
    [
      '**Rolecall, by handle, indexed**',
      digits(ours.decisionNs.indexed),
      '',
      digits(ours.whoCanMs),
      digits(ours.matrixMs),
      digits(ours.whatIfMs),
      `${digits(ours.compileMs)} + ${digits(ours.indexMs)}`,
      `${digits(ours.compileMb)} + ${digits(ours.indexMb)}`,
      'same',
    ],
  ]
  const target = (name: string, value: number, wanted: number, isAtMost = false): Row => [
    name,
    `${isAtMost ? '≤' : '≥'} ${wanted}`,
    digits(value),
    (isAtMost ? value <= wanted : value >= wanted) ? 'met' : '**missed**',
  ]
  const explainUs = Math.max(...[ours, ...report.whole.map(([, times]) => times)].map((times) => times.explainUs))
  const targets: Row[] = [
    target(
      'decision by handle, times faster than the fastest peer',
      best((peer) => peer.timesByHandle),
      12,
    ),
    target(
      'decision by string id, times faster than the fastest peer',
      best((peer) => peer.timesById),
      2,
    ),
    target('decision by handle, times the limit', limit.timesByHandle, 3, true),
    target('who-can, times faster', best((peer) => peer.whoCanMs) / ours.whoCanMs, 200),
    target('who-can listed as people, times faster', best((peer) => peer.whoCanMs) / ours.whoCanListMs, 200),
    target('full matrix, times faster', best((peer) => peer.matrixMs) / ours.matrixMs, 100),
    target('what-if with names, times faster', best((peer) => peer.whatIfMs) / ours.whatIfMs, 12),
    target('compile, times the fastest set-up', bestSetUp.timesCompile, 1, true),
    target('compile and index, times the fastest set-up', bestSetUp.timesCompile + bestSetUp.timesIndex, 1, true),
    target('memory with index, times the fastest set-up’s', totalMb / bestSetUp.setUpMb, 0.33, true),
    target('explain of the slowest blueprint, µs on average', explainUs, 20, true),
  ]
  const allOurs: (readonly [string, OurTimes])[] = [
    ...report.whole,
    ['wide', ours],
    ['wide, a million people', report.more],
  ]
  const wholeRows = allOurs.map(([name, times]): Row => [
    name,
    times.people.toLocaleString('en'),
    `${digits(times.decisionNs.byId)} / ${digits(times.decisionNs.byIdIndexed)}`,
    digits(times.decisionNs.byHandle),
    digits(times.decisionNs.indexed),
    `${digits(times.explainUs)} (${digits(times.explainSlowestUs)})`,
    `${digits(times.whoCanMs)} / ${digits(times.whoCanListMs)}`,
    `${digits(times.whoCanFirstMs)} / ${digits(times.whoCanDetailsMs)}`,
    digits(times.matrixMs),
    `${digits(times.whatIfMs)} (${times.whatIfNames.length.toLocaleString('en')})`,
    digits(times.diffMs),
    `${digits(times.compileMs)} + ${digits(times.indexMs)}`,
    `${digits(times.compileMb)} + ${digits(times.indexMb)}`,
    `${digits(times.recompilePersonMs)} / ${digits(times.recompileCellMs)}`,
  ])
  return [
    `${about.date} · ${about.machine} · Node ${about.node} · ${ours.people.toLocaleString('en')} people, ` +
      `${about.permissions} permissions, ${about.places} places · answers ${ours.answers.filter(Boolean).length} yes of ${ours.answers.length}`,
    '',
    '### Beside the peers',
    '',
    table(
      [
        '',
        'decision, ns',
        'ours, times faster by id / handle',
        'who-can, ms',
        'matrix, ms',
        'what-if, ms',
        'set-up, ms',
        'memory, MB',
        'answers',
      ],
      rows,
    ),
    '',
    '### Targets',
    '',
    table(['', 'wanted', 'measured', ''], targets),
    '',
    '### The whole model',
    '',
    table(
      [
        'blueprint',
        'people',
        'by id / indexed, ns',
        'by handle, ns',
        'indexed, ns',
        'explain, µs (99 %)',
        'who-can bits / list, ms',
        'who-can first / with places, ms',
        'matrix, ms',
        'what-if, ms (names)',
        'diff with places, ms',
        'compile + index, ms',
        'memory, MB',
        'recompile person / cell, ms',
      ],
      wholeRows,
    ),
  ].join('\n')
}

type Row = readonly string[]

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

/** Three digits, whatever the size. */
function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3)
}

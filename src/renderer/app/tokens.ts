import { lightRankColors } from '../../shared/look/rankColor'

/**
 * Colours of both themes. Every text colour keeps a contrast of at least 4.5 on every surface it is used on;
 * `rank` colours fill bars and marks down the ladder, `rankInk` is dark enough to carry white letters.
 */
export interface Tokens {
  readonly bg: string
  readonly paper: string
  readonly nav: string
  readonly sunken: string
  readonly line: string
  readonly strongLine: string
  readonly scroll: string
  readonly ink: string
  readonly dim: string
  readonly faint: string
  readonly brand: string
  readonly brandInk: string
  readonly brandWeak: string
  readonly ok: string
  readonly okBg: string
  readonly warn: string
  readonly warnBg: string
  readonly bad: string
  readonly badBg: string
  readonly staged: string
  readonly stagedLine: string
  readonly track: string
  readonly chip: string
  readonly bar: string
  readonly barInk: string
  readonly barDim: string
  readonly barLine: string
  readonly rank: readonly string[]
  readonly rankInk: readonly string[]
}

const rankInk = ['#2b2d8f', '#3b4cca', '#2a72bd', '#15747f', '#237a54', '#5c752b', '#667080']

export const lightTokens: Tokens = {
  bg: '#f6f7f9',
  paper: '#ffffff',
  nav: '#fbfbfd',
  sunken: '#fafbfc',
  line: '#e3e6eb',
  strongLine: '#8a94a3',
  scroll: '#c3cad5',
  ink: '#1b2330',
  dim: '#5d6878',
  faint: '#616b7a',
  brand: '#3b4cca',
  brandInk: '#ffffff',
  brandWeak: '#eceefb',
  ok: '#17724a',
  okBg: '#e8f6ef',
  warn: '#8f5400',
  warnBg: '#fff6e5',
  bad: '#b52f26',
  badBg: '#fdecea',
  staged: '#fff3d6',
  stagedLine: '#b97f10',
  track: '#eef0f4',
  chip: '#f2f4f8',
  bar: '#1f2533',
  barInk: '#ffffff',
  barDim: '#aab3c5',
  barLine: '#4a5368',
  rank: lightRankColors,
  rankInk,
}

export const darkTokens: Tokens = {
  bg: '#11151d',
  paper: '#181d28',
  nav: '#141922',
  sunken: '#1c2230',
  line: '#2b3342',
  strongLine: '#6f7b90',
  scroll: '#465066',
  ink: '#e6e9ef',
  dim: '#a7b0c0',
  faint: '#98a2b3',
  brand: '#9aa7ff',
  brandInk: '#11151d',
  brandWeak: '#262d4d',
  ok: '#5fd39b',
  okBg: '#16301f',
  warn: '#f0b860',
  warnBg: '#33280f',
  bad: '#ff9b8f',
  badBg: '#3a1d1b',
  staged: '#3d3114',
  stagedLine: '#d9a441',
  track: '#2a3140',
  chip: '#242b3a',
  bar: '#2a3144',
  barInk: '#f2f4f8',
  barDim: '#b4bccb',
  barLine: '#55607a',
  rank: ['#8086f0', '#7f90ff', '#5ba3ea', '#3fbccb', '#4cc38d', '#a4c45c', '#a3adbd'],
  rankInk,
}

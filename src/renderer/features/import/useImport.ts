import { useCallback, useEffect, useRef, useState } from 'react'
import type { RoleKey, StaffId } from '../../../shared/domain/ids'
import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { applyChange } from '../../stores/applyChange'
import { useJob } from '../../stores/useJob'
import { countPeople } from '../../words/countOf'
import type { Mapping } from './mappingProblems'

export interface ImportOptions {
  readonly role: string | null
  readonly active: boolean
  readonly createPlaces: boolean
  readonly skipRefused: boolean
}

/** Missing people who go with the import: everyone who may be removed, or these. */
export type Removals = 'all' | readonly StaffId[]
const noRemovals: Removals = []

type File = OperationOutput<'import.read'>
type Preview = OperationOutput<'import.preview'>
type Applied = OperationOutput<'import.apply'>

/** Where an import stands. Each step keeps what the ones before it found. */
export type ImportStep =
  | { readonly at: 'choose' }
  | { readonly at: 'map'; readonly file: File }
  | { readonly at: 'preview'; readonly file: File; readonly preview: Preview }
  | { readonly at: 'done'; readonly file: File; readonly applied: Applied }

/** The road from a file to applied rows: read, map, preview, apply. Main holds the rows; nothing changes before apply. */
export function useImport(path: string | null) {
  const [step, setStep] = useState<ImportStep>({ at: 'choose' })
  const [mapping, setMapping] = useState<Mapping>({})
  const [options, setOptions] = useState<ImportOptions>({
    role: null,
    active: false,
    createPlaces: true,
    skipRefused: false,
  })
  const [answers, setAnswers] = useState<ReadonlyMap<number, boolean>>(new Map())
  const [removals, setRemovals] = useState<Removals>(noRemovals)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState<'read' | 'preview' | 'apply' | null>(null)
  const { job, start, end, cancel } = useJob()

  const begin = (what: 'read' | 'preview' | 'apply') => {
    setFailure(null)
    setBusy(what)
    return start()
  }
  const finish = () => {
    setBusy(null)
    end()
  }

  const lastRead = useRef<string | null>(null)
  const read = async (from: string, sheet?: string) => {
    lastRead.current = from
    const answer = await bridge.call('import.read', {
      path: from,
      job: begin('read'),
      ...(sheet === undefined ? {} : { sheet }),
    })
    finish()
    if (!answer.ok) return setFailure(answer.error)
    setAnswers(new Map())
    setRemovals(noRemovals)
    setMapping(answer.value.mapping)
    setStep({ at: 'map', file: answer.value })
  }

  const chooseFile = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'import' })
    if (!chosen.ok) setFailure(chosen.error)
    else if (chosen.value.path !== null) await read(chosen.value.path)
  }

  const chooseSheet = async (sheet: string) => {
    if (lastRead.current !== null) await read(lastRead.current, sheet)
  }

  /** Whether a row is about the person here who has its name; every answer is judged anew. */
  const answer = async (file: File, given: readonly (readonly [number, boolean])[]) => {
    const said = new Map([...answers, ...given])
    setAnswers(said)
    await preview(file, options, said)
  }

  const preview = async (
    file: File,
    chosen: ImportOptions = options,
    said: ReadonlyMap<number, boolean> | null = null,
  ) => {
    const { role, ...rest } = chosen
    const answer = await bridge.call('import.preview', {
      importId: file.importId,
      mapping,
      sameName: 'ask',
      answers: [...(said ?? answers)].map(([line, same]) => ({ line, same })),
      ...rest,
      ...(role === null ? {} : { role: role as RoleKey }),
      job: begin('preview'),
    })
    finish()
    setRemovals(noRemovals)
    if (answer.ok) setStep({ at: 'preview', file, preview: answer.value })
    else setFailure(answer.error)
  }

  const apply = async (file: File, found: Preview) => {
    const answer = await applyChange(
      'import.apply',
      { importId: file.importId, remove: removals === 'all' ? 'all' : [...removals], job: begin('apply') },
      `Imported ${file.fileName}: ${countPeople(found.counts.new)} added, ${found.counts.changed} changed.`,
    )
    finish()
    if (answer.ok) setStep({ at: 'done', file, applied: answer.value })
    else setFailure(answer.error)
  }

  // A file that was dropped on the window is read at once, and only once.
  const readPath = useRef<string | null>(null)
  useEffect(() => {
    if (path === null || readPath.current === path) return
    readPath.current = path
    void read(path)
  })

  const restart = useCallback(() => {
    setFailure(null)
    setStep({ at: 'choose' })
  }, [])
  const backToMapping = (file: File) => {
    setFailure(null)
    setStep({ at: 'map', file })
  }

  return {
    step,
    mapping,
    setMapping,
    options,
    setOptions,
    failure,
    busy,
    job,
    cancel,
    chooseFile,
    chooseSheet,
    preview,
    answer,
    removals,
    setRemovals,
    apply,
    restart,
    backToMapping,
  }
}

export type ImportRoad = ReturnType<typeof useImport>

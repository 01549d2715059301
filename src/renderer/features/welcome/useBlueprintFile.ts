import { useState } from 'react'
import type { Blueprint } from '../../../shared/domain/blueprint'
import type { Failure } from '../../../shared/domain/result'
import { bridge } from '../../bridge'

/** A blueprint from a file: chosen, read and checked by main. */
export function useBlueprintFile() {
  const [path, setPath] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)

  const choose = async (): Promise<Blueprint | null> => {
    setFailure(null)
    const chosen = await bridge.call('app.chooseFile', { purpose: 'blueprint' })
    if (!chosen.ok || chosen.value.path === null) {
      if (!chosen.ok) setFailure(chosen.error)
      return null
    }
    const read = await bridge.call('blueprint.readFile', { path: chosen.value.path })
    if (!read.ok) {
      setFailure(read.error)
      return null
    }
    setPath(chosen.value.path)
    return read.value
  }

  return {
    path,
    failure,
    choose,
    forget: () => {
      setPath(null)
      setFailure(null)
    },
  }
}

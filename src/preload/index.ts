import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { callChannel, eventChannel, type RolecallBridge } from '../shared/operations/bridge'

type Listener = (news: unknown) => void

const listenersByEvent = new Map<string, Set<Listener>>()
// A file named on the command line is announced before the page has mounted anything that listens.
const unheardByEvent = new Map<string, unknown[]>()

ipcRenderer.on(eventChannel, (_event, name: string, news: unknown) => {
  const listeners = listenersByEvent.get(name)
  if (listeners?.size) for (const listener of listeners) listener(news)
  else unheardByEvent.set(name, [...(unheardByEvent.get(name) ?? []).slice(-9), news])
})

const bridge = {
  call: (name: string, input: unknown) => ipcRenderer.invoke(callChannel, name, input),
  on: (name: string, listener: Listener) => {
    const listeners = listenersByEvent.get(name) ?? new Set()
    listenersByEvent.set(name, listeners.add(listener))
    for (const news of unheardByEvent.get(name) ?? []) listener(news)
    unheardByEvent.delete(name)
    return () => void listeners.delete(listener)
  },
  pathForFile: (file: File) => webUtils.getPathForFile(file),
}

contextBridge.exposeInMainWorld('rolecall', bridge satisfies Record<keyof RolecallBridge, unknown>)

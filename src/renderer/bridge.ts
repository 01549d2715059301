import type { RolecallBridge } from '../shared/operations/bridge'

declare global {
  interface Window {
    readonly rolecall: RolecallBridge
  }
}

/** The only road to main. Nothing else in the renderer reads `window.rolecall`. */
export const bridge: RolecallBridge = {
  call: (name, input) => window.rolecall.call(name, input),
  on: (event, listener) => window.rolecall.on(event, listener),
  pathForFile: (file) => window.rolecall.pathForFile(file),
}

import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

export interface VirtualDisplay {
  /** For the DISPLAY variable, like ':99'. */
  readonly name: string
  stop(): void
}

/** Starts an X server without a screen on the first free display. Errors: throws when it does not come up in 15 s. */
export function startVirtualDisplay(size = '1600x1000x24'): Promise<VirtualDisplay> {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const timer = setTimeout(() => {
      server.kill()
      reject(new Error('Xvfb did not start within 15 seconds.'))
    }, 15_000)
    server.on('error', (error) => reject(new Error(`Xvfb could not be started: ${error.message}`)))
    server.on('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)))
    let digits = ''
    const announced = server.stdio[3] as Readable
    announced.on('data', (chunk: Buffer) => {
      digits += chunk
      if (!digits.endsWith('\n')) return
      clearTimeout(timer)
      announced.destroy()
      server.unref()
      resolve({ name: `:${digits.trim()}`, stop: () => void server.kill() })
    })
    process.on('exit', () => server.kill())
  })
}

/** The display that is there, or a virtual one. `stop` ends only what was started here. */
export async function findDisplay(): Promise<VirtualDisplay & { readonly isVirtual: boolean }> {
  const existing = process.env.DISPLAY
  if (process.platform !== 'linux' || existing || process.env.WAYLAND_DISPLAY) {
    return { name: existing ?? '', stop: () => {}, isVirtual: false }
  }
  return { ...(await startVirtualDisplay()), isVirtual: true }
}

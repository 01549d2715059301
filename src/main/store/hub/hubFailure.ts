import { failed } from '../../../shared/domain/result'

export type HubFailure =
  'place-not-found' | 'wrong-place' | 'cannot-write' | 'disk-full' | 'no-connection' | 'not-admitted' | 'newer-version'

/** Whether the same call may succeed when repeated: another transaction was in the way, or the connection broke. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || code === '55P03' || isConnectionLoss(error)
}

export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error)
  if (code.startsWith('08') || ['57P01', '57P02', '57P03'].includes(code)) return true
  if (['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)) return true
  return /Connection terminated|timeout expired|Client was closed|not queryable/.test(String(error))
}

/** Turns an exception of PostgreSQL or the network into a sentence; anything else is thrown on. */
export function hubFailure(error: unknown, address: string): ReturnType<typeof failed<HubFailure>> {
  const code = codeOf(error)
  const text = error instanceof Error ? error.message : String(error)
  if (code === '28P01' || code === '28000') {
    return failed(
      'not-admitted',
      `The hub ${address} refused this role or its password. Ask whoever runs the hub for the URL of this console.`,
    )
  }
  // The driver’s own words when the server asks for a password and there is none.
  if (/client password must be a string/.test(text)) {
    return failed(
      'not-admitted',
      `The hub ${address} asks for a password, and none is kept on this computer. Give the URL of this console with it.`,
    )
  }
  // 23503: another console’s key, where a foreign key keeps it (docs/hub.md, “When one server is too small”).
  if (code === '42501' || code === '23503') {
    return failed(
      'not-admitted',
      `The hub ${address} does not let this console do that. Ask whoever runs the hub to admit it with “rolecall hub admit”.`,
    )
  }
  if (code === '3D000') return failed('place-not-found', `${address} has no such database. Check the URL.`)
  if (code === '42P01' || code === '3F000') return noHub(address)
  if (code === '53100') return failed('disk-full', `The disk of the hub ${address} is full. Nothing was lost here.`)
  if (code === '25006' || code === '53200') {
    return failed('cannot-write', `The hub ${address} cannot be written at the moment: ${text}.`)
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return failed(
      'no-connection',
      `There is no computer of the hub’s name (${address}). Check the URL and the network.`,
    )
  }
  if (/certificate|self.signed|SSL|TLS/i.test(text) || code.startsWith('ERR_TLS') || code.startsWith('CERT_')) {
    return failed(
      'no-connection',
      `The hub ${address} could not prove who it is (${text}). Check sslrootcert, or ask whoever runs the hub. Nothing was sent.`,
    )
  }
  if (isConnectionLoss(error) || ['53300', '57014'].includes(code)) {
    return failed(
      'no-connection',
      `The hub ${address} cannot be reached at the moment. What is pending stays pending; try again later.`,
    )
  }
  throw error
}

export function noHub(address: string): ReturnType<typeof failed<'place-not-found'>> {
  return failed('place-not-found', `${address} is no hub yet. Prepare it with “rolecall hub init”.`)
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

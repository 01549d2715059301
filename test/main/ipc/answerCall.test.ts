import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerCall, type Answering } from '../../../src/main/ipc/answerCall'
import { operation } from '../../../src/shared/operations/operation'

const contract = {
  'role.rename': operation({
    scope: 'org',
    writes: true,
    summary: 'Renames a role.',
    input: z.object({ role: z.string(), to: z.object({ name: z.string().min(1).default('Manager') }) }),
    output: z.object({}),
    errors: [],
  }),
}

function answeringWith(call: Answering<string>['call']): Answering<string> & { incidents: unknown[][] } {
  const incidents: unknown[][] = []
  return { contract, call, logIncident: (...incident) => void incidents.push(incident), incidents }
}

describe('answerCall', () => {
  it('hands the parsed input, defaults filled in and strangers left out, to the window’s own context', async () => {
    const answering = answeringWith((context, name, input) =>
      Promise.resolve({ ok: true, value: [context, name, input] }),
    )
    const answer = await answerCall(answering, 'window 1', 'role.rename', { role: 'staff', to: {}, admin: true })
    expect(answer).toEqual({
      ok: true,
      value: ['window 1', 'role.rename', { role: 'staff', to: { name: 'Manager' } }],
    })
  })

  it('refuses a sender without a context before it looks at anything else', async () => {
    const answering = answeringWith(() => Promise.reject(new Error('must not be called')))
    expect(await answerCall(answering, undefined, 'role.rename', { role: 'staff', to: {} })).toMatchObject({
      ok: false,
      error: { code: 'bad-sender' },
    })
  })

  it.each(['role.destroy', 'constructor', '__proto__', 42, undefined, {}])(
    'answers the unknown name %s',
    async (name) => {
      const answering = answeringWith(() => Promise.reject(new Error('must not be called')))
      expect(await answerCall(answering, 'window 1', name, {})).toMatchObject({
        ok: false,
        error: { code: 'bad-input' },
      })
    },
  )

  it('says where bad input is bad', async () => {
    const answering = answeringWith(() => Promise.reject(new Error('must not be called')))
    expect(await answerCall(answering, 'window 1', 'role.rename', { role: 'staff', to: { name: '' } })).toMatchObject({
      error: { code: 'bad-input', at: 'to.name', message: expect.stringContaining('to.name') },
    })
  })

  it('turns an exception into an incident that is logged and named, and tells nothing else', async () => {
    const answering = answeringWith(() => Promise.reject(new Error('secret path /home/ada')))
    const answer = await answerCall(answering, 'window 1', 'role.rename', { role: 'staff', to: {} })
    const incidentId = answering.incidents[0]?.[0]
    expect(answer).toMatchObject({ ok: false, error: { code: 'unexpected', at: incidentId } })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(answering.incidents).toEqual([[incidentId, 'role.rename', expect.any(Error)]])
  })
})

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { failed, type Result } from '../../shared/domain/result'
import type { Operation } from '../../shared/operations/operation'

export interface Answering<Context> {
  readonly contract: Readonly<Record<string, Operation>>
  /** Carries the operation out for one window. */
  call(context: Context, name: string, input: unknown): Promise<Result<unknown>>
  /** Keeps what went wrong for whoever has to find out why. */
  logIncident(incidentId: string, name: string, error: unknown): void
}

/**
 * Answers one call that came over the bridge. Everything gets an answer: a stranger, an unknown name, bad input, and an
 * exception, which becomes `unexpected` with an incident id.
 *
 * @param context  the calling window's own context; undefined when the sender is not one of our pages
 */
export async function answerCall<Context>(
  answering: Answering<Context>,
  context: Context | undefined,
  name: unknown,
  input: unknown,
): Promise<Result<unknown>> {
  if (context === undefined) return failed('bad-sender', 'Only Rolecall’s own page may ask for this.')
  if (typeof name !== 'string' || !Object.hasOwn(answering.contract, name)) {
    return failed('bad-input', `There is no operation called ${JSON.stringify(String(name).slice(0, 80))}.`, {
      at: 'name',
    })
  }
  const parsed = answering.contract[name]!.input.safeParse(input)
  if (!parsed.success) return describeBadInput(name, parsed.error)
  try {
    return await answering.call(context, name, parsed.data)
  } catch (error) {
    const incidentId = randomUUID().slice(0, 8)
    answering.logIncident(incidentId, name, error)
    return failed(
      'unexpected',
      `Rolecall ran into an error of its own (incident ${incidentId}). Nothing was changed.`,
      {
        at: incidentId,
      },
    )
  }
}

function describeBadInput(name: string, error: z.ZodError): Result<unknown> {
  const issue = error.issues[0]
  const at = issue?.path.map(String).join('.') ?? ''
  return failed(
    'bad-input',
    `${name} cannot use ${at || 'its input'}: ${issue?.message ?? 'it has the wrong shape'}.`,
    {
      at: at || 'input',
    },
  )
}

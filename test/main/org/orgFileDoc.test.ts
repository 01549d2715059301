import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportBundle } from '../../../src/main/exchange/exportBundle'
import { createOrg } from '../../../src/main/org/createOrg'
import { openOrgFile } from '../../../src/main/org/openOrgFile'
import { newStaffId, personalValue } from '../../../src/main/org/personalValues'
import { aFolder } from '../../helpers/aDesk'
import { seededSources } from '../../helpers/seededSources'
import { tinyBlueprint } from '../../helpers/tinyBlueprint'
import { value } from '../../helpers/value'

const example = 'docs/org-file-example.json'

// Everything below is written from docs/org-file.md alone, with nothing of ours but the file it reads.
const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function canonical(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`
  if (json === null || typeof json !== 'object') return JSON.stringify(json)
  const members = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

function isSigned(publicKey: string, id: string, signature: string): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'hex').toString('base64url') },
    format: 'jwk',
  })
  return verify(null, Buffer.from(`rolecall/signature/1\n${id}`), key, Buffer.from(signature, 'hex'))
}

it('is the bundle that docs/org-file.md takes apart, byte for byte', async () => {
  const folder = aFolder()
  const path = join(folder, 'tiny.rolecall')
  const sources = seededSources('org-file-example')
  value(
    createOrg(
      {
        path,
        name: 'Harbor House',
        blueprint: tinyBlueprint(),
        owner: { name: 'Ada Keel', email: 'ada@harbor.example' },
        timeZone: 'UTC',
        consoleName: 'front desk',
      },
      folder,
      sources,
    ),
  )
  const org = value(openOrgFile(path, { home: folder, sources }))
  const id = newStaffId(sources)
  const name = personalValue(sources, id, 'name', 'Bo Lind')
  const email = personalValue(sources, id, 'email', 'bo@harbor.example')
  const place = 'location:quay' as never
  value(
    org.apply({
      intents: [
        { kind: 'place.create', body: { rows: [{ place, from: null, to: { name: 'Quay', parent: null } }] } },
        {
          kind: 'staff.add',
          body: {
            rows: [
              {
                staffId: id,
                from: null,
                to: {
                  name: { hash: name.hash },
                  email: { hash: email.hash },
                  role: 'helper' as never,
                  state: 'active',
                  assignments: [{ place, untilMs: null }],
                },
              },
            ],
          },
        },
      ],
      personal: [name, email],
    }),
  )
  const written = join(folder, 'example.json')
  value(exportBundle(org, written, false))
  org.close()
  await expect(readFileSync(written, 'utf8')).toMatchFileSnapshot(`../../../${example}`)
})

it('can be checked from the page alone: every hash, signature and link', () => {
  const bundle = JSON.parse(readFileSync(example, 'utf8'))
  expect(bundle.log).toHaveLength(3)
  const first = JSON.parse(bundle.log[0].change)
  let previous: string | null = null
  for (const [index, line] of bundle.log.entries()) {
    const change = JSON.parse(line.change)
    const entry = JSON.parse(line.entry)
    expect(canonical(change)).toBe(line.change)
    expect(canonical(entry)).toBe(line.entry)
    const changeId = sha256('rolecall/change/1\n', line.change)
    const entryHash = sha256('rolecall/entry/1\n', line.entry)
    expect(entry).toMatchObject({ n: index + 1, prev: previous, changeId, rules: 1, verdict: 'applied' })
    expect(entry.by).toBe(sha256(Buffer.from(first.body.console.publicKey, 'hex')))
    expect(change.org).toBe(index === 0 ? null : bundle.org)
    expect(change.seq).toBe(index + 1)
    expect(change.key).toBe(sha256(Buffer.from(first.body.operator.publicKey, 'hex')))
    expect(isSigned(first.body.operator.publicKey, changeId, line.changeSignature)).toBe(true)
    expect(isSigned(first.body.console.publicKey, entryHash, line.entrySignature)).toBe(true)
    previous = entryHash
  }
  expect(bundle.head).toEqual({ n: 3, hash: previous })
  expect(bundle.org).toBe(sha256('rolecall/change/1\n', bundle.log[0].change))
  for (const personal of bundle.personal) {
    expect(sha256(Buffer.from(personal.salt, 'hex'), personal.value)).toBe(personal.hash)
  }
  const added = JSON.parse(bundle.log[2].change).body.rows[0].to
  expect(bundle.personal.find((one: { hash: string }) => one.hash === added.name.hash).value).toBe('Bo Lind')
})

import { expect, it } from 'vitest'
import { parsePeopleLines } from '../../../../src/renderer/features/staff/parsePeopleLines'

it('reads people as they are pasted from mails, lists and spreadsheets', () => {
  const { people, problems } = parsePeopleLines(
    'Ana Ruiz <ana@x.example>\n"Osei, Ben" <ben@x.example>;\n\nCarla Voss\tcarla@x.example\r\neve@x.example, Eve Noor\nfarid.noor@x.example',
  )
  expect(problems).toEqual([])
  expect(people).toEqual([
    { name: 'Ana Ruiz', email: 'ana@x.example' },
    { name: 'Osei Ben', email: 'ben@x.example' },
    { name: 'Carla Voss', email: 'carla@x.example' },
    { name: 'Eve Noor', email: 'eve@x.example' },
    { name: 'Farid Noor', email: 'farid.noor@x.example' },
  ])
})

it('says which line it cannot use', () => {
  const { people, problems } = parsePeopleLines('Ana\nana@x.example\nANA@x.example')
  expect(people).toHaveLength(1)
  expect(problems).toEqual(['Line 1 has no e-mail address: Ana', 'Line 3: ANA@x.example is there twice.'])
})

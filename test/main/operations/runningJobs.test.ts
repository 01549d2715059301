import { expect, it } from 'vitest'
import { runningJobs } from '../../../src/main/operations/runningJobs'

it('stops a call from the moment it was made until its answer, whoever else bore the name before', async () => {
  const jobs = runningJobs()
  jobs.cancel('import')
  const seen: boolean[] = []
  const look = () => void seen.push(jobs.isCancelled('import'))
  await jobs.run('import', async () => {
    look()
    jobs.cancel('export')
    jobs.cancel('import')
    await Promise.resolve()
    look()
  })
  jobs.cancel('import')
  await jobs.run('import', async () => look())
  expect(seen).toEqual([false, true, false])
  expect(jobs.isCancelled('import') || jobs.isCancelled('export')).toBe(false)
})

it('keeps a name that two calls share until both have ended, also when one fails', async () => {
  const jobs = runningJobs()
  await jobs.run('check', async () => {
    await expect(jobs.run('check', () => Promise.reject(new Error('full')))).rejects.toThrow('full')
    jobs.cancel('check')
    expect(jobs.isCancelled('check')).toBe(true)
  })
  expect(jobs.isCancelled('check')).toBe(false)
  expect(await jobs.run(undefined, () => Promise.resolve(3))).toBe(3)
})

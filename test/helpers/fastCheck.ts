import fc from 'fast-check'

/**
 * fast-check as the tests use it: a usual run tries the same examples every time, so that a change fails it and nothing
 * else. Long searches (`ROLECALL_RUNS`) draw others with each run, or those of `ROLECALL_SEED`. The seed is in the report
 * of a failure.
 */
const asked = process.env['ROLECALL_SEED']
const isSearch = Number(process.env['ROLECALL_RUNS'] ?? 1) > 1
export const seed = asked !== undefined ? Number(asked) : isSearch ? Math.floor(Math.random() * 2 ** 31) : 20_261_122
fc.configureGlobal({ seed })

export { fc }

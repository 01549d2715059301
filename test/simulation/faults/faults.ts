/** A deliberate mistake in the rules or in the exchange: `find` stands exactly once in `file`. */
export interface Fault {
  readonly name: string
  /** Below src/main. */
  readonly file: string
  readonly find: string
  readonly replace: string
  /** A test that finds it, where histories seldom come to it. */
  readonly test?: string
  /** Histories never come to it: the test alone is asked. */
  readonly isBeyondHistories?: true
}

export const faults: readonly Fault[] = [
  // The line
  {
    name: 'a revoked key goes on signing',
    file: 'org/line/walkLine.ts',
    find: "if (author.isRevoked) return refuse('key-revoked')",
    replace: '',
  },
  {
    name: 'a key that wrote two lines is not frozen',
    file: 'org/line/walkLine.ts',
    find: "return refuse('key-wrote-twice', freezeKey(layer.state, record.key))",
    replace: "return refuse('key-wrote-twice')",
  },
  {
    name: 'a change on another history is judged',
    file: 'org/line/walkLine.ts',
    find: "if (record.base.hash !== hashOf(record.base.n)) return refuse('other-history')",
    replace: '',
  },
  {
    name: 'the line follows the clock backwards',
    file: 'org/line/walkLine.ts',
    find: 'const atMs = Math.max(wantedAtMs, head.settledAtMs)',
    replace: 'const atMs = wantedAtMs',
  },
  {
    name: 'signatures of changes are not looked at',
    file: 'org/line/receiveChanges.ts',
    find: 'signatureChecker(signer.publicKey)?.(signedMessage(id), signature) !== true) {\n      ignored += 1',
    replace: 'false) {\n      ignored += 1',
  },
  {
    name: 'changes of another organization are kept',
    file: 'org/line/receiveChanges.ts',
    find: '|| change.value.record.org !== door.orgId',
    replace: '',
  },
  {
    name: 'somebody signs in the name of another',
    file: 'org/signers.ts',
    find: "if (enrolled?.kind !== 'operator' || enrolled.staffId !== record.author) return null",
    replace: "if (enrolled?.kind !== 'operator') return null",
  },
  {
    name: 'a settled change goes on waiting where it was made',
    file: 'org/line/takeEntries.ts',
    find: 'deleteProposal(target, row.changeId)',
    replace: '',
  },
  {
    name: 'a settled change goes on waiting where it was settled',
    file: 'org/line/settleWaiting.ts',
    find: 'deleteProposal(target, row.id)',
    replace: '',
  },
  {
    name: 'values that arrive with entries are dropped',
    file: 'org/line/takeEntries.ts',
    find: "?.state === 'purged') continue\n            writePersonal(target, { ...value, ...ref })",
    replace: "?.state === 'purged') continue",
  },
  {
    name: 'pending changes are not lifted before the line moves',
    file: 'org/line/moving.ts',
    find: 'yield* liftOverlay(target, walker)',
    replace: '',
  },
  {
    name: 'what lay below pending changes is kept too long',
    file: 'org/line/overlay.ts',
    find: 'clearBefore(db)',
    replace: '',
  },
  {
    name: 'changes are settled without their values',
    file: 'org/line/findReady.ts',
    find: "else if (one.seq > last && waits.lacks(change.value)) why = 'personal-values'",
    replace: '',
  },
  {
    name: 'refused items do not reach the inbox',
    file: 'org/line/outcomes.ts',
    find: "verdict === 'held' || verdict === 'refused' ?",
    replace: "verdict === 'held' ?",
  },
  {
    name: 'settled changes are not written to the tables',
    file: 'org/replay.ts',
    find: '  writeEffects(db, step.judged.effects, state)',
    replace: '',
  },
  {
    name: 'rules go stale when a grant changes',
    file: 'org/settle.ts',
    find: "'document', 'inbox'])",
    replace: "'document', 'inbox', 'grant'])",
    test: 'test/main/org/line/line.test.ts',
  },
  {
    name: 'a number is used again while a change waits',
    file: 'org/writeBatch.ts',
    find: 'Math.max(readLastSeq(db, identity.operator.id), readLastProposed(db, identity.operator.id))',
    replace: 'readLastSeq(db, identity.operator.id)',
  },
  {
    name: 'a refused purge counts as one when values are missing',
    file: 'org/line/lacks.ts',
    find: "outcomes[row]?.verdict === 'applied' && purged.add(staffId)",
    replace: 'outcomes[row] !== undefined && purged.add(staffId)',
  },
  {
    name: 'nobody waits for values that a change only compares with',
    file: 'org/line/personalRefs.ts',
    find: 'for (const named of [from, to]) {',
    replace: 'for (const named of [to]) {',
    test: 'test/main/org/line/line.test.ts',
  },
  // The exchange
  {
    name: 'only the registrar brings the line',
    file: 'sync/bringLine.ts',
    find: 'if (entry?.ok !== true || entry.value.record.by !== line.speaker.id) return done(null)',
    replace: 'return done(null)',
  },
  {
    name: 'nobody helps with values that somebody lacks',
    file: 'sync/greet.ts',
    find: 'if (said.value.record.lacks.length === 0) continue',
    replace: 'if (said.value.record.lacks.length >= 0) continue',
  },
  {
    name: 'changes are brought without their values',
    file: 'sync/bringChanges.ts',
    find: 'const written = await bringValues(visit, people)',
    replace: 'const written = await bringValues(visit, [])',
  },
  // The rules
  {
    name: 'roles fall on a ladder that goes up only',
    file: 'changes/staffSetRole.ts',
    find: '() => (isSo ? null : planning.authority.move(person.role, row.to)),',
    replace: '',
  },
  {
    name: 'anybody gives any role',
    file: 'changes/staffSetRole.ts',
    find: '() => planning.authority.giveRole(row.to),',
    replace: '',
  },
  {
    name: 'the later role wins',
    file: 'changes/staffSetRole.ts',
    find: 'if (person.role !== row.from) {',
    replace: 'if (person.role === undefined) {',
  },
  {
    name: 'a purged person keeps their keys',
    file: 'changes/staffState.ts',
    find: "planning.put({ entity: 'key', id: key.id, after: { ...key, name: '', isRevoked: true } })",
    replace: '',
  },
  {
    name: 'people in Restore get places',
    file: 'changes/staffAssign.ts',
    find: 'if (inRestore !== null) return inRestore',
    replace: '',
  },
  {
    name: 'anybody gives any reach',
    file: 'changes/staffGrant.ts',
    find: '() => (wanted === null ? null : planning.authority.giveReach(row.permission, wanted.reach)),',
    replace: '',
    test: 'test/main/org/line/line.test.ts',
  },
  {
    name: 'two people have one address',
    file: 'changes/staffAdd.ts',
    find: 'if (taken !== null) return taken',
    replace: '',
  },
  {
    name: 'a place in use is deleted',
    file: 'changes/placeChanges.ts',
    find: 'if (isInUse(planning.state, row.place)) {',
    replace: 'if (row.to !== null) {',
  },
  {
    name: 'the later grant wins',
    file: 'changes/grantSet.ts',
    find: 'if (now !== row.from) {',
    replace: 'if (row.from === undefined) {',
  },
  {
    name: 'the console that settles is revoked',
    file: 'changes/keyRevoke.ts',
    find: 'if (key.id === state.settings.registrar) {',
    replace: "if (key.id === '') {",
  },
  {
    name: 'anybody closes items of the inbox',
    file: 'changes/inboxClose.ts',
    find: 'if (item.author !== planning.author) {',
    replace: "if (item.author === '') {",
  },
  // Keys, take-overs and files that went back
  {
    name: 'anybody takes over without the words',
    file: 'changes/registrarSet.ts',
    find: 'if (!keys.isSigned(state.settings.recoveryPublicKey, claim, signature)) {',
    replace: "if (signature === '') {",
    test: 'test/main/org/keyChanges.test.ts',
  },
  {
    name: 'a take-over leaves the old keys in use',
    file: 'changes/registrarSet.ts',
    find: "if (!key.isRevoked) planning.put({ entity: 'key', id, after: { ...key, isRevoked: true } })",
    replace: '',
  },
  {
    name: 'a take-over waits for somebody else to settle it',
    file: 'org/line/settleWaiting.ts',
    find: 'if (key === undefined) return takesOver()',
    replace: 'if (key === undefined) return false',
  },
  {
    name: 'a take-over is settled behind what waits',
    file: 'org/line/settleWaiting.ts',
    find: 'goesFirst: (change) => bringsConsole(change.intent),',
    replace: 'goesFirst: () => false,',
    test: 'test/main/operations/devices.test.ts',
  },
  {
    name: 'what only the lost console had is dropped',
    file: 'sync/takeLine.ts',
    find: 'const brought = await bringFrom(visit, n)',
    replace: 'const brought = done(null)',
    test: 'test/main/operations/devices.test.ts',
  },
  {
    name: 'two stories are not looked for',
    file: 'sync/takeLine.ts',
    find: 'read.value.rivals.find((one) => line.isRival(one))',
    replace: 'read.value.rivals.find(() => false)',
    test: 'test/main/operations/devices.test.ts',
  },
  {
    name: 'a late take-over is settled all the same',
    file: 'org/line/settleWaiting.ts',
    find: 'if (!takesOver()) return false',
    replace: 'return false',
    test: 'test/main/sync/hubExchange.test.ts',
    isBeyondHistories: true,
  },
  {
    name: 'anybody enrols keys for anybody',
    file: 'changes/keyEnroll.ts',
    find: "if (because !== null) return { verdict: 'refused', because }",
    replace: '',
    test: 'test/main/org/keyChanges.test.ts',
  },
  {
    name: 'keys are enrolled for somebody more powerful',
    file: 'changes/keyEnroll.ts',
    find: '      () => authority.giveReach(grant.permission, grant.reach),\n',
    replace: '',
    test: 'test/main/org/keyChanges.test.ts',
  },
  {
    name: 'people in Restore are enrolled',
    file: 'changes/keyEnroll.ts',
    find: "if (person.state !== 'active') {",
    replace: "if (person.state === 'purged') {",
    test: 'test/main/org/keyChanges.test.ts',
  },
  {
    name: 'anybody says who settles',
    file: 'changes/sequencerSet.ts',
    find: "firstRefusal(() => planning.authority.edit('console.manage'))",
    replace: 'firstRefusal()',
  },
  {
    name: 'a console goes on settling by itself after any may',
    file: 'org/line/settleWaiting.ts',
    find: 'if (walker.state.settings.sequencer !== sequencer) break',
    replace: '',
    test: 'test/main/sync/hubExchange.test.ts',
    isBeyondHistories: true,
  },
  {
    name: 'a folder settles while a hub says who is next',
    file: 'sync/exchange.ts',
    find: "if (transport.keepsLine === 'console' && line.settledState().settings.sequencer === 'hub') return done(null)",
    replace: '',
    test: 'test/main/sync/hubExchange.test.ts',
    isBeyondHistories: true,
  },
  {
    name: 'a copy settles beside its original',
    file: 'org/line/settleWaiting.ts',
    find: 'if (identity?.console == null || door.readOnlyBecause !== null || haltOf(door) !== null) return false',
    replace: 'if (identity?.console == null || haltOf(door) !== null) return false',
    test: 'test/main/operations/devices.test.ts',
  },
  {
    name: 'whoever was enrolled anew stays stopped',
    file: 'org/line/halts.ts',
    find: '|| isEnrolledAnew ? null',
    replace: '|| false ? null',
    test: 'test/main/operations/devices.test.ts',
  },
  {
    name: 'a copied file goes on under its key',
    file: 'org/line/halts.ts',
    find: 'stopIn(target, { ...copied(n), keys: [...(before?.keys ?? []), key] })',
    replace: '',
    test: 'test/main/operations/devices.test.ts',
  },
  {
    name: 'a take-over does not look what was settled meanwhile',
    file: 'operations/deviceHandlers.ts',
    find: '    await catchUp(org, session)\n',
    replace: '',
    test: 'test/main/operations/devices.test.ts',
    isBeyondHistories: true,
  },
]

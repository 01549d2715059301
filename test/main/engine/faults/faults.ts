/** One deliberate fault in a rule: `find` stands exactly once in the file, and `replace` breaks it. */
export interface Fault {
  readonly name: string
  /** Under src/main/engine. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** Faults that the suites of test/main/engine have to catch. `node test/main/engine/faults/tryFaults.ts` tries them all. */
export const faults: readonly Fault[] = [
  // People and their state
  {
    name: 'invited people hold their role',
    file: 'compilePage.ts',
    find: "member.state === 'active' ? 1 : 0",
    replace: "member.state === 'active' || member.state === 'invited' ? 1 : 0",
  },
  {
    name: 'removed people hold their role',
    file: 'compilePage.ts',
    find: "member.state === 'active' ? 1 : 0",
    replace: "member.state === 'active' || member.state === 'removed' ? 1 : 0",
  },
  {
    name: 'a personal grant outlives its end',
    file: 'people.ts',
    find: 'grant.permission === permission && grant.untilMs > atMs',
    replace: 'grant.permission === permission',
  },
  {
    name: 'a personal grant holds at the instant of its end',
    file: 'people.ts',
    find: 'grant.permission === permission && grant.untilMs > atMs',
    replace: 'grant.permission === permission && grant.untilMs >= atMs',
  },
  {
    name: 'an assignment holds at the instant of its end',
    file: 'placeReach.ts',
    find: 'endMsAt(page, at) > atMs &&',
    replace: 'endMsAt(page, at) >= atMs &&',
  },
  {
    name: 'a personal grant with places counts for the own places',
    file: 'placeReach.ts',
    find: 'if (grant.places === null) byOwnPlaces = true',
    replace: 'if (grant.places !== undefined) byOwnPlaces = true',
  },
  {
    name: 'a dated personal grant at places never ends',
    file: 'placeReach.ts',
    find: '|| grant.untilMs <= atMs) continue',
    replace: ') continue',
  },
  {
    name: 'a personal grant of all at places holds everywhere',
    file: 'compilePage.ts',
    find: 'bit: reachBits.assigned, places, untilMs',
    replace: 'bit: reachBits[grant.reach], places, untilMs',
  },
  {
    name: 'a personal grant replaces the grant of the role',
    file: 'people.ts',
    find: 'bits |= grant.bit',
    replace: 'bits = grant.bit',
  },
  // Places
  {
    name: 'a place does not include what lies under it',
    file: 'compilePlaces.ts',
    find: 'chain.push(ancestor)',
    replace: 'if (ancestor === number) chain.push(ancestor)',
  },
  {
    name: 'archived places go on granting',
    file: 'compilePlaces.ts',
    find: 'place !== null && !place.isArchived ? 1 : 0',
    replace: 'place !== null ? 1 : 0',
  },
  {
    name: 'an archived ancestor goes on granting',
    file: 'compilePlaces.ts',
    find: 'if (isAlive[ancestor] === 0) continue',
    replace: '',
  },
  {
    name: 'every kind of place counts',
    file: 'compileScope.ts',
    find: 'places.isAlive[number] === 1 && kinds.includes(placeKind(id)) ? 1 : 0',
    replace: 'places.isAlive[number] === 1 ? 1 : 0',
  },
  {
    name: 'a permission’s own kinds are ignored',
    file: 'compilePermissions.ts',
    find: 'source.scopeKinds ?? blueprint.scopeKinds',
    replace: 'blueprint.scopeKinds',
  },
  {
    name: 'one of several records is enough',
    file: 'decideCompiled.ts',
    find: 'for (const record of request.records) if (!reachesRecord(rules, request, role, permission, record)) return false\n  return true',
    replace:
      'for (const record of request.records) if (reachesRecord(rules, request, role, permission, record)) return true\n  return false',
  },
  {
    name: 'no record at all passes',
    file: 'decideCompiled.ts',
    find: 'request.records === null || request.records.length === 0',
    replace: 'request.records === null',
  },
  {
    name: 'only the first place of a record is looked at',
    file: 'recordReach.ts',
    find: 'for (const place of record) {',
    replace: 'for (const place of record.slice(0, 1)) {',
  },
  // Switches, needs, gates
  {
    name: 'a product that is off stays open',
    file: 'decideCompiled.ts',
    find: 'if (!permission.isProductOn) return false',
    replace: '',
  },
  {
    name: 'admins use products that are off',
    file: 'decideCompiled.ts',
    find: 'if (!permission.isProductOn) return false',
    replace: 'if (!permission.isProductOn && role !== 0) return false',
  },
  {
    name: 'a feature that is off stays open',
    file: 'decideCompiled.ts',
    find: "if (need.kind === 'switch' && !need.isOn) return false",
    replace: '',
  },
  {
    name: 'a needed permission is not asked',
    file: 'decideCompiled.ts',
    find: "if (need.kind === 'permission' &&",
    replace: "if (need.kind === 'permission' && role === -1 &&",
  },
  {
    name: 'a needed fact is not asked',
    file: 'decideCompiled.ts',
    find: "if (need.kind === 'fact' && (request.factBits & need.factBit) === 0) return false",
    replace: '',
  },
  {
    name: 'a need of one role binds all',
    file: 'needs.ts',
    find: 'if (need.roles !== null && need.roles[role] !== 1) return false',
    replace: '',
  },
  {
    name: 'a need under a fact always binds',
    file: 'needs.ts',
    find: 'if (need.whenFactBit !== 0 && (request.factBits & need.whenFactBit) === 0) return false',
    replace: '',
  },
  {
    name: 'a need for people as target always binds',
    file: 'needs.ts',
    find: 'return !need.whenOn || request.on !== -1',
    replace: 'return true',
  },
  {
    name: 'ungated roles are gated',
    file: 'decideCompiled.ts',
    find: 'rules.roles[role]!.source.ungated ||',
    replace: '',
  },
  {
    name: 'nobody is gated by products',
    file: 'decideCompiled.ts',
    find: 'permission.product === -1 ||',
    replace: 'permission.product !== -2 ||',
  },
  // Cells
  {
    name: 'a locked cell can be edited',
    file: 'compileCells.ts',
    find: '(!role.locked || cell.isUnspecified)',
    replace: 'true',
  },
  {
    name: 'the unspecified cell of a locked role cannot be edited',
    file: 'compileCells.ts',
    find: '(!role.locked || cell.isUnspecified)',
    replace: '!role.locked',
  },
  {
    name: 'a fixed row can be edited',
    file: 'compileCells.ts',
    find: "permission.editable && permission.class !== 'self'",
    replace: "permission.class !== 'self'",
  },
  // Reaches
  {
    name: 'own holds for everyone’s records',
    file: 'decideCompiled.ts',
    find: 'if (request.isOwn !== null) return request.isOwn',
    replace: 'if (request.isOwn !== null) return true',
  },
  {
    name: 'own settings need a creator',
    file: 'decideCompiled.ts',
    find: 'return permission.isSelf && (request.on === -1 || request.on === request.who)',
    replace: 'return false',
  },
  {
    name: 'shared holds without sharing',
    file: 'decideCompiled.ts',
    find: '(bits & reachBits.shared) !== 0 && request.isShared',
    replace: '(bits & reachBits.shared) !== 0',
  },
  {
    name: 'connected is never worked out',
    file: 'decideCompiled.ts',
    find: 'return request.on >= 0 && shareAPlace(rules, request.who, request.on, permission, request.atMs)',
    replace: 'return false',
  },
  {
    name: 'connected overrides what the request says',
    file: 'decideCompiled.ts',
    find: 'if (request.connected !== null) return request.connected',
    replace: '',
  },
  {
    name: 'assigned covers own records',
    file: 'decideCompiled.ts',
    find: '(bits & reachBits.own) !== 0 &&',
    replace: '(bits & (reachBits.own | reachBits.assigned)) !== 0 &&',
  },
  // People as target
  {
    name: 'one common place is enough to remove',
    file: 'targetReach.ts',
    find: "if (mode === 'every') {",
    replace: "if (mode === 'every' && place < 0) {",
  },
  {
    name: 'a target without places is anyone’s',
    file: 'targetReach.ts',
    find: "return mode === 'every' && places > 0",
    replace: "return mode === 'every'",
  },
  { name: 'rank is ignored', file: 'compileRules.ts', find: 'manages.fill(0, 0, rank)', replace: '' },
  {
    name: 'everyone manages everyone',
    file: 'compileRules.ts',
    find: "if (source.manages === 'everyone') manages.fill(1)",
    replace: 'if (source.manages !== null) manages.fill(1)',
  },
  {
    name: 'manages is asked of no permission',
    file: 'compilePermissions.ts',
    find: 'guardsPeople: guarded.some(',
    replace: 'guardsPeople: guarded.slice(99).some(',
  },
  {
    name: 'masked people are open',
    file: 'visibility.ts',
    find: 'return who !== target && rules.isMasked[roleOf(rules, target)] === 1',
    replace: 'return false',
  },
  {
    name: 'masked people are masked for themselves',
    file: 'visibility.ts',
    find: 'return who !== target && rules.isMasked[roleOf(rules, target)] === 1',
    replace: 'return rules.isMasked[roleOf(rules, target)] === 1',
  },
  {
    name: 'hidden people are visible',
    file: 'visibility.ts',
    find: 'if (unless === -1) return false',
    replace: 'if (unless !== -2) return false',
  },
  {
    name: 'places beside a target are accepted',
    file: 'compileRequest.ts',
    find: 'isContradictory: request.on !== undefined && hasPlaces',
    replace: 'isContradictory: false',
  },
  // Guards and right over rights
  {
    name: 'the singleton can be moved',
    file: 'explainEdit.ts',
    find: 'if (role?.source.singleton !== true) return []',
    replace: 'if (role !== null) return []',
  },
  {
    name: 'products are given with the right to set lines',
    file: 'explainEdit.ts',
    find: 'guard.byPlaceKind.get(placeKind(place)) ?? guard.permission',
    replace: 'guard.permission',
  },
  {
    name: 'an edit that touches no place is open to reach assigned',
    file: 'explainEdit.ts',
    find: 'touched?.map((place) => [placeNumber(rules, place)])',
    replace: '(touched?.length ? touched : undefined)?.map((place) => [placeNumber(rules, place)])',
  },
  {
    name: 'anyone gives any role',
    file: 'explainGive.ts',
    find: 'if (own.manages[given] === 1)',
    replace: 'if (given >= 0)',
  },
  {
    name: 'the singleton role is given',
    file: 'explainGive.ts',
    find: 'if (source.singleton) {',
    replace: 'if (source.singleton && given < 0) {',
  },
  {
    name: 'anyone gives any reach',
    file: 'explainGive.ts',
    find: 'if ((bits & (reachBits.all | reachBits[reach])) !== 0) {',
    replace: 'if (bits >= 0) {',
  },
  {
    name: 'anyone gives any place',
    file: 'explainGive.ts',
    find: 'if ((bits & reachBits.all) !== 0) continue',
    replace: 'if (bits >= 0) continue',
  },
  {
    name: 'products that are off are given',
    file: 'explainGive.ts',
    find: "kind === 'product' && rules.productsOff",
    replace: "kind === 'producing' && rules.productsOff",
  },
  {
    name: 'an up-only ladder goes down',
    file: 'explainMove.ts',
    find: "ladder.moves === 'up-only' && toRank > fromRank",
    replace: "ladder.moves === 'up-only' && toRank < fromRank",
  },
  {
    name: 'people move into the singleton role',
    file: 'explainMove.ts',
    find: '[before, after].find((role) => role.singleton)',
    replace: '[before].find((role) => role.singleton)',
  },
  // Lists and differences
  {
    name: 'who-can forgets people with grants of their own',
    file: 'whoCan.ts',
    find: 'isEmptyRole[role] === true && personalGrantsOf(rules, who).length === 0',
    replace: 'isEmptyRole[role] === true',
  },
  {
    name: 'who-can at a place lists people of other places',
    file: 'whoCan.ts',
    find: 'const isHere = at === null || holdsPlace(rules, holding, at)',
    replace: 'const isHere = true',
  },
  {
    name: 'holdings forget the permissions they need',
    file: 'holding.ts',
    find: "if (need.kind !== 'permission' || !isUnconditional(need, role)) continue",
    replace: 'if (need.kind !== null) continue',
  },
  {
    name: 'holdings forget the product gate',
    file: 'holding.ts',
    find: 'if (!passesProductGate(rules, who, role, permission, atMs)) return holdsNothing',
    replace: '',
  },
  {
    name: 'a difference forgets permissions that need a changed one',
    file: 'affectedPermissions.ts',
    find: 'if (needed.some((key) => keys.has(key))) found.add(candidate)',
    replace: '',
  },
  {
    name: 'a difference forgets switches',
    file: 'affectedPermissions.ts',
    find: '    permission.isProductOn,\n',
    replace: '',
  },
  {
    name: 'a difference shares answers between people with grants of their own',
    file: 'diffRules.ts',
    find: 'if (personalGrantsOf(sides.after, who).length > 0 ||',
    replace: 'if (',
  },
  {
    name: 'a difference takes middle reaches for each other',
    file: 'diffRules.ts',
    find: 'if ((wide.bits & ~other.bits & ~reachBits.assigned) !== 0) return null',
    replace: 'if ((wide.bits & ~other.bits & reachBits.all) !== 0) return null',
  },
  {
    name: 'a comparison of roles orders middle reaches',
    file: 'compareRoles.ts',
    find: 'lost: steps.filter((step) => !reachContains(step.after, step.before))',
    replace: "lost: steps.filter((step) => step.after === 'none' && step.before !== 'none')",
  },
]

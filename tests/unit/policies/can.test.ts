import { describe, expect, it } from 'vitest'
import { ACTIONS, can, type Action, type ActionFacts } from '#lib/policies/can.ts'
import { ROLES, type Actor, type Role } from '#lib/policies/actor.ts'

const DESK = 'desk-world'
const OTHER_DESK = 'desk-sport'
const ME = 'person-me'
const SOMEBODY = 'person-else'

/** Facts that hold nothing in the actor's favour: another's article, claim, task and token. */
const FACTS: { [A in Action]: ActionFacts[A] } = {
  'article.create': { deskId: DESK },
  'article.read': { deskId: DESK, stage: 'draft' },
  'article.follow': { deskId: DESK, stage: 'draft' },
  'article.record': { deskId: DESK, stage: 'draft' },
  'article.edit': { deskId: DESK, stage: 'draft' },
  'article.restore': { deskId: DESK, stage: 'draft' },
  'article.move': { deskId: DESK, stage: 'draft' },
  'article.flagLegal': { deskId: DESK, stage: 'draft' },
  'article.unflagLegal': { deskId: DESK, stage: 'draft', byLegal: true },
  'article.publish': { deskId: DESK, stage: 'draft' },
  'article.correct': { deskId: DESK, stage: 'published' },
  'article.withdraw': { deskId: DESK, stage: 'published' },
  'article.breakGlass': { deskId: DESK, stage: 'draft' },
  'claim.tag': { deskId: DESK, stage: 'draft' },
  'claim.discuss': { deskId: DESK, stage: 'draft' },
  'claim.edit': { deskId: DESK, stage: 'draft', createdById: SOMEBODY },
  'claim.flagLegal': { deskId: DESK, stage: 'draft' },
  'claim.unflagLegal': { deskId: DESK, stage: 'draft', byLegal: true },
  'claim.reshape': { deskId: DESK, stage: 'draft', createdById: SOMEBODY },
  'claim.remove': { deskId: DESK, stage: 'draft', createdById: SOMEBODY, untouched: true },
  'claim.reattach': { deskId: DESK, stage: 'draft' },
  'claim.waive': { deskId: DESK, stage: 'draft' },
  'claim.endSecondCheck': { deskId: DESK, stage: 'draft' },
  'suggestion.decide': { deskId: DESK, stage: 'draft' },
  'wording.propose': { deskId: DESK, stage: 'draft' },
  'wording.decline': { deskId: DESK, stage: 'draft', proposedById: SOMEBODY },
  'query.ask': { deskId: DESK, stage: 'draft' },
  'query.object': { deskId: DESK, stage: 'draft' },
  'query.reply': { deskId: DESK, stage: 'draft' },
  'query.close': { deskId: DESK, stage: 'draft', objection: false, askedById: SOMEBODY, handedToId: null, askerLeft: false, authorIds: [] },
  'quote.override': { deskId: DESK, stage: 'draft' },
  'quote.nameSpeaker': { deskId: DESK, stage: 'draft' },
  'task.assign': { deskId: DESK, stage: 'draft' },
  'task.progress': { deskId: DESK, stage: 'draft', assigneeId: SOMEBODY },
  'evidence.add': { deskId: DESK, stage: 'draft' },
  'evidence.read': { deskId: DESK, stage: 'draft', confidential: false, createdById: SOMEBODY, readerIds: [] },
  'evidence.paste': { deskId: DESK, stage: 'draft', confidential: false, createdById: SOMEBODY, readerIds: [] },
  'evidence.withdraw': { deskId: DESK, stage: 'draft', confidential: false, createdById: SOMEBODY, readerIds: [] },
  'evidence.change': { deskId: DESK, stage: 'draft', confidential: false, createdById: SOMEBODY, readerIds: [] },
  'verdict.give': { deskId: DESK, stage: 'draft' },
  'signOff.desk': { deskId: DESK, stage: 'draft' },
  'signOff.fact_check': { deskId: DESK, stage: 'draft' },
  'signOff.legal': { deskId: DESK, stage: 'draft' },
  'signOff.final': { deskId: DESK, stage: 'draft' },
  'people.manage': {},
  'desk.manage': {},
  'newsroom.record': {},
  'token.read': { ownerId: SOMEBODY },
  'token.create': { ownerId: SOMEBODY },
  'token.revoke': { ownerId: SOMEBODY },
  'session.read': { ownerId: SOMEBODY },
  'notification.read': { ownerId: SOMEBODY },
  'notification.mark': { ownerId: SOMEBODY },
  'notification.choose': { ownerId: SOMEBODY },
  'boardFilter.read': { ownerId: SOMEBODY, sharedDeskId: DESK },
  'boardFilter.save': { ownerId: SOMEBODY, sharedDeskId: DESK },
  'boardFilter.remove': { ownerId: SOMEBODY, sharedDeskId: DESK },
  'session.revoke': { ownerId: SOMEBODY },
}

const EVERY_ROLE: readonly Role[] = ROLES

/** Who may, by role on the article's desk alone. Written out by hand: it is the promise, the policies are the program. */
const ALLOWED: { [A in Action]: readonly Role[] } = {
  'article.create': ['reporter', 'editor'],
  'article.read': EVERY_ROLE,
  'article.follow': EVERY_ROLE,
  'article.record': EVERY_ROLE,
  'article.edit': ['reporter', 'editor'],
  'article.restore': ['reporter', 'editor'],
  'article.move': ['reporter', 'editor', 'publisher'],
  'article.flagLegal': ['editor', 'publisher', 'legal'],
  'article.unflagLegal': ['legal'],
  'article.publish': ['publisher'],
  'article.correct': ['publisher'],
  'article.withdraw': ['publisher'],
  'article.breakGlass': ['publisher'],
  'claim.tag': EVERY_ROLE,
  'claim.discuss': EVERY_ROLE,
  'claim.edit': ['editor', 'checker', 'publisher'],
  'claim.flagLegal': ['editor', 'publisher', 'legal'],
  'claim.unflagLegal': ['legal'],
  'claim.reshape': ['editor', 'checker', 'publisher'],
  'claim.remove': ['editor', 'publisher'],
  'claim.reattach': ['editor', 'checker', 'publisher'],
  'claim.waive': ['editor', 'publisher'],
  'claim.endSecondCheck': ['editor', 'publisher'],
  'suggestion.decide': EVERY_ROLE,
  'wording.propose': ['editor', 'checker', 'publisher', 'legal'],
  'wording.decline': ['reporter', 'editor'],
  'query.ask': ['editor', 'checker', 'publisher', 'legal'],
  'query.object': ['legal'],
  'query.reply': EVERY_ROLE,
  'query.close': [],
  'quote.override': ['editor', 'publisher'],
  'quote.nameSpeaker': EVERY_ROLE,
  'task.assign': ['editor', 'checker', 'publisher'],
  'task.progress': ['editor', 'checker', 'publisher'],
  'evidence.add': EVERY_ROLE,
  'evidence.read': EVERY_ROLE,
  'evidence.paste': ['checker'],
  'evidence.withdraw': ['checker'],
  'evidence.change': [],
  'verdict.give': ['checker'],
  'signOff.desk': ['editor'],
  'signOff.fact_check': ['checker'],
  'signOff.legal': ['legal'],
  'signOff.final': ['publisher'],
  'people.manage': [],
  'desk.manage': [],
  'newsroom.record': [],
  'token.read': [],
  'token.create': [],
  'token.revoke': [],
  'session.read': [],
  'notification.read': [],
  'notification.mark': [],
  'notification.choose': [],
  'boardFilter.read': ROLES,
  'boardFilter.save': [],
  'boardFilter.remove': ['editor', 'publisher'],
  'session.revoke': [],
}

const ADMIN_ACTIONS: readonly Action[] = ['people.manage', 'desk.manage', 'newsroom.record']

function actor(overrides: Partial<Actor> = {}): Actor {
  return { userId: ME, name: 'Me', isAdmin: false, roles: {}, sessionId: 'session', scopes: null, ...overrides }
}

function asked<A extends Action>(who: Actor, action: A): boolean {
  return can(who, action, FACTS[action])
}

describe('the policy table', () => {
  it('[RE-1] holds a decision for every action', () => {
    expect([...ACTIONS].sort()).toEqual(Object.keys(ALLOWED).sort())
  })

  it.each(ROLES)('[RE-1a] gives a %s on the desk exactly what the table says', (role) => {
    const allowed = ACTIONS.filter((action) => asked(actor({ roles: { [DESK]: [role] } }), action))
    expect(allowed).toEqual(ACTIONS.filter((action) => ALLOWED[action].includes(role)))
  })

  it.each(ROLES)('[RE-1b] gives a %s of another desk nothing here', (role) => {
    expect(ACTIONS.filter((action) => asked(actor({ roles: { [OTHER_DESK]: [role], [DESK]: [] } }), action))).toEqual([])
  })

  it('[RE-1b] gives somebody without any role nothing', () => {
    expect(ACTIONS.filter((action) => asked(actor(), action))).toEqual([])
  })

  it('[RE-1c] gives an administrator people, desks and the newsroom record, and nothing editorial', () => {
    expect(ACTIONS.filter((action) => asked(actor({ isAdmin: true }), action))).toEqual(ACTIONS.filter((action) => ADMIN_ACTIONS.includes(action)))
  })

  it('[RE-1a] adds roles held together', () => {
    const both = actor({ roles: { [DESK]: ['reporter', 'checker'] } })
    expect(ACTIONS.filter((action) => asked(both, action))).toEqual(
      ACTIONS.filter((action) => ALLOWED[action].includes('reporter') || ALLOWED[action].includes('checker')),
    )
  })

  it('[RE-1b] is not misled by a desk named like a property of every object', () => {
    expect(can(actor(), 'article.read', { deskId: 'constructor', stage: 'draft' })).toBe(false)
    expect(can(actor(), 'article.read', { deskId: '__proto__', stage: 'draft' })).toBe(false)
  })
})

describe('what depends on more than the role', () => {
  const reporter = actor({ roles: { [DESK]: ['reporter'] } })

  it('[RE-7b] lets nobody edit a withdrawn article', () => {
    for (const role of ROLES) expect(can(actor({ roles: { [DESK]: [role] } }), 'article.edit', { deskId: DESK, stage: 'withdrawn' })).toBe(false)
  })

  it('[CL-1c] lets the person who tagged a claim change its kind, note and priority', () => {
    expect(can(reporter, 'claim.edit', { deskId: DESK, stage: 'draft', createdById: ME })).toBe(true)
    expect(can(actor(), 'claim.edit', { deskId: DESK, stage: 'draft', createdById: ME })).toBe(false)
  })

  it('[CL-6f] lets the person who tagged a claim remove it while nothing was done on it', () => {
    const tagged = { deskId: DESK, stage: 'draft', createdById: ME } as const
    expect(can(reporter, 'claim.remove', { ...tagged, untouched: true })).toBe(true)
    expect(can(reporter, 'claim.remove', { ...tagged, untouched: false })).toBe(false)
    expect(can(reporter, 'claim.remove', { ...tagged, createdById: SOMEBODY, untouched: true })).toBe(false)
    expect(can(actor(), 'claim.remove', { ...tagged, untouched: true })).toBe(false)
  })

  it('[CL-1e] lets editor, publisher and legal take a flag off that legal has not set', () => {
    for (const action of ['claim.unflagLegal', 'article.unflagLegal'] as const) {
      const may = ROLES.filter((role) => can(actor({ roles: { [DESK]: [role] } }), action, { deskId: DESK, stage: 'draft', byLegal: false }))
      expect(may).toEqual(['editor', 'publisher', 'legal'])
    }
  })

  it('[WO-2a] lets an assignee say how far their own task is', () => {
    expect(can(reporter, 'task.progress', { deskId: DESK, stage: 'draft', assigneeId: ME })).toBe(true)
    expect(can(reporter, 'task.assign', { deskId: DESK, stage: 'draft' })).toBe(false)
    expect(can(actor(), 'task.progress', { deskId: DESK, stage: 'draft', assigneeId: ME })).toBe(false)
  })

  it('[CL-7b] shows confidential evidence to its readers and to who added it, whatever role others hold', () => {
    const facts = { deskId: DESK, stage: 'draft', confidential: true, createdById: SOMEBODY, readerIds: [] as string[] } as const
    for (const role of ROLES) expect(can(actor({ roles: { [DESK]: [role] }, isAdmin: true }), 'evidence.read', facts)).toBe(false)
    expect(can(reporter, 'evidence.read', { ...facts, readerIds: [ME] })).toBe(true)
    expect(can(reporter, 'evidence.read', { ...facts, createdById: ME })).toBe(true)
    expect(can(actor(), 'evidence.read', { ...facts, createdById: ME })).toBe(false)
  })

  it('[RE-1d] lets everybody manage their own tokens and sessions', () => {
    for (const action of [
      'token.read',
      'token.create',
      'token.revoke',
      'session.read',
      'session.revoke',
      'notification.read',
      'notification.mark',
      'notification.choose',
    ] as const)
      expect(can(actor(), action, { ownerId: ME })).toBe(true)
  })

  it('[RE-1d] makes a token from a browser session only, never from another token', () => {
    expect(can(actor({ sessionId: null, scopes: ['read', 'write'] }), 'token.create', { ownerId: ME })).toBe(false)
  })
})

describe('an API token', () => {
  const everything = { roles: { [DESK]: [...ROLES] }, isAdmin: true, sessionId: null }
  const reading: readonly Action[] = ['article.read', 'article.follow', 'article.record', 'evidence.read', 'newsroom.record', 'boardFilter.read']

  it('[RE-1e] that may only read changes nothing', () => {
    expect(ACTIONS.filter((action) => asked(actor({ ...everything, scopes: ['read'] }), action))).toEqual(ACTIONS.filter((action) => reading.includes(action)))
  })

  it('[RE-1e] that may only write follows no copy', () => {
    expect(ACTIONS.filter((action) => !asked(actor({ ...everything, scopes: ['write'] }), action) && asked(actor(everything), action))).toEqual([
      'article.follow',
    ])
  })

  it('[RE-1e] never gives more than the person has', () => {
    expect(ACTIONS.filter((action) => asked(actor({ sessionId: null, scopes: ['read', 'write'] }), action))).toEqual([])
  })

  it('[RE-1e] without a scope may do nothing', () => {
    expect(ACTIONS.filter((action) => asked(actor({ ...everything, scopes: [] }), action))).toEqual([])
  })
})

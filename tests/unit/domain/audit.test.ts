import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { GENESIS_HASH, nextRow, type AuditRow } from '#lib/domain/audit/chain.ts'
import { withheldRow } from '#lib/domain/audit/withheld.ts'
import { verifyAuditRows, verifyAuditText } from '#lib/domain/audit/verify.ts'

const CHAIN = '7b0c1f8e-1f2c-4c7e-9d0e-3a5b6c7d8e9f'

function chainOf(length: number): AuditRow[] {
  const rows: AuditRow[] = []
  for (let index = 0; index < length; index += 1) {
    rows.push(
      nextRow(rows.at(-1) ?? null, {
        chain: CHAIN,
        at: new Date(Date.UTC(2026, 0, 1, 9, index)).toISOString(),
        actorId: index % 3 === 0 ? null : '0190f3a0-0000-7000-8000-000000000001',
        actorName: index % 3 === 0 ? 'Stet' : 'Zoë “Z” O’Neill',
        action: 'verdict.given',
        subject: `claim:${index}`,
        data: JSON.stringify({ note: `"quoted" {braces} [brackets] ${index}`, wording: 'Größe – 12 %' }),
      }),
    )
  }
  return rows
}

const asLines = (rows: readonly AuditRow[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

describe('the chain', () => {
  it('[RE-9a] starts at 1 from a known hash and links each row to the one before', () => {
    const [first, second] = chainOf(2)
    expect(first).toMatchObject({ seq: 1, prevHash: GENESIS_HASH })
    expect(second).toMatchObject({ seq: 2, prevHash: first?.hash })
  })

  it('[RE-9a] has a hash that does not depend on the order of a row’s members', () => {
    const row = chainOf(1)[0]
    if (!row) throw new Error('no row')
    const { hash, ...facts } = row
    const { seq, ...rest } = facts
    expect(nextRow(null, { ...Object.fromEntries(Object.entries(rest).reverse()), ...rest }).hash).toBe(hash)
    expect(seq).toBe(1)
  })

  it('[RE-9a] keeps the hash that other programs compute from the same row', () => {
    const row = nextRow(null, {
      chain: 'newsroom',
      at: '2026-01-01T00:00:00.000Z',
      actorId: null,
      actorName: 'Stet',
      action: 'desk.created',
      subject: 'desk:1',
      data: '{"name":"World"}',
    })
    // printf '%s' '{"action":"desk.created","actorId":null,…}' | sha256sum, members in RFC 8785 order
    expect(row.hash).toBe('34e516940ea73bfb05ec32b9c99f67ebbc707ad26d00400d5267191221826d82')
  })
})

describe('the verifier', () => {
  it('[RE-9f] takes withheld rows by their hashes, and none that says something, is moved or replaces another', () => {
    const rows = chainOf(4)
    const hidden = rows.map((row, index) => (index === 1 || index === 3 ? withheldRow(row) : row))
    expect(verifyAuditRows(hidden)).toEqual({ ok: true, rows: 4, withheld: 2, chain: CHAIN, head: rows[3]?.hash })
    expect(verifyAuditRows(hidden.map((row, index) => (index === 1 ? { ...row, data: '{"number":1}' } : row)))).toMatchObject({ ok: false, row: 2 })
    expect(verifyAuditRows(hidden.map((row, index) => (index === 1 ? { ...row, note: 'x' } : row)))).toMatchObject({ ok: false, row: 2 })
    expect(verifyAuditRows(hidden.map((row, index) => (index === 1 ? { ...row, hash: 'a'.repeat(64) } : row)))).toMatchObject({ ok: false, row: 3 })
    expect(verifyAuditRows(hidden.filter((_, index) => index !== 1))).toMatchObject({ ok: false, row: 2 })
  })

  it('[RE-9d] accepts a whole record as an array, inside a page, and line by line', () => {
    const rows = chainOf(5)
    const expected = { ok: true, rows: 5, withheld: 0, chain: CHAIN, head: rows[4]?.hash }
    expect(verifyAuditRows(rows)).toEqual(expected)
    expect(verifyAuditText(JSON.stringify(rows))).toEqual(expected)
    expect(verifyAuditText(JSON.stringify(rows, null, 2))).toEqual(expected)
    expect(verifyAuditText(JSON.stringify({ items: rows, nextCursor: null }))).toEqual(expected)
    expect(verifyAuditText(asLines(rows))).toEqual(expected)
    expect(verifyAuditText(asLines(rows).replaceAll('\n', '\r\n'))).toEqual(expected)
  })

  it('[RE-9d] accepts a record of one row in every form', () => {
    const rows = chainOf(1)
    for (const text of [asLines(rows), JSON.stringify(rows), JSON.stringify({ items: rows })])
      expect(verifyAuditText(text)).toMatchObject({ ok: true, rows: 1 })
  })

  const forms: [string, (rows: readonly AuditRow[]) => string][] = [
    ['one row a line', asLines],
    ['an array on one line', (rows) => JSON.stringify(rows)],
    ['a page', (rows) => JSON.stringify({ items: rows })],
  ]

  it.each(forms)('[RE-9d] names the row when any one byte of it is changed (%s)', (_form, write) => {
    const rows = chainOf(4)
    const text = write(rows)
    const bounds = rows.map((row) => {
      const from = text.indexOf(JSON.stringify(row))
      return { from, to: from + JSON.stringify(row).length }
    })
    for (const [index, { from, to }] of bounds.entries()) {
      for (let at = from; at < to; at += 1) {
        for (const replacement of ['X', '"', '}', ',', '\\', ' ', '7']) {
          if (text[at] === replacement) continue
          const changed = text.slice(0, at) + replacement + text.slice(at + 1)
          const result = verifyAuditText(changed)
          if (result.ok || result.row !== index + 1) expect({ changed: changed.slice(from, to), at: at - from, result }).toEqual(`row ${index + 1} named`)
        }
      }
    }
  })

  it('[RE-9d] names the row after which one was taken out, added or moved', () => {
    const [a, b, c, d] = chainOf(4)
    expect(verifyAuditRows([a, c, d])).toMatchObject({ ok: false, row: 2, seq: 3 })
    expect(verifyAuditRows([a, b, b, c, d])).toMatchObject({ ok: false, row: 3, seq: 2 })
    expect(verifyAuditRows([a, c, b, d])).toMatchObject({ ok: false, row: 2, seq: 3 })
    expect(verifyAuditRows([b, c, d])).toMatchObject({ ok: false, row: 1, seq: 2 })
  })

  it('[RE-9d] is not fooled by a row whose hash was made anew, since the next row names the old one', () => {
    const rows = chainOf(3)
    const forged = nextRow(rows[0] ?? null, { ...(rows[1] ?? chainOf(1)[0]!), data: '{}' })
    expect(verifyAuditRows([rows[0], forged, rows[2]])).toMatchObject({ ok: false, row: 3, seq: 3 })
  })

  it('[RE-9d] refuses a member that no row has, since no hash covers it', () => {
    const [row] = chainOf(1)
    expect(verifyAuditRows([{ ...row, approved: true }])).toMatchObject({ ok: false, row: 1, seq: 1 })
  })

  it('[RE-9d] refuses rows of two chains in one file', () => {
    const [a, b] = chainOf(2)
    expect(verifyAuditRows([a, { ...b, chain: 'newsroom' }])).toMatchObject({ ok: false, row: 2, seq: 2 })
  })

  it('[RE-9d] says of an empty file that it holds no rows', () => {
    for (const text of ['', '[]', '\n']) expect(verifyAuditText(text)).toMatchObject({ ok: false })
  })

  it('[RE-9d] answers to garbage without throwing, and never with ok', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !verifyAuditText(text).ok))
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (value) => !verifyAuditRows(value).ok))
    for (const text of [
      '['.repeat(200_000),
      '{"a":'.repeat(200_000),
      '[{',
      '{"items":',
      'null',
      '[null]',
      '[[]]',
      '{"items":{}}',
      '[{"seq":1e400}]',
      '[{"__proto__":{}}]',
    ])
      expect(verifyAuditText(text)).toMatchObject({ ok: false })
  })

  it('[RE-9d] answers to a record with random damage without throwing, and never with ok', () => {
    const text = asLines(chainOf(3))
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(40), fc.string({ unit: 'binary', maxLength: 20 }), (at, length, inserted) => {
        const damaged = text.slice(0, at) + inserted + text.slice(at + length)
        fc.pre(damaged !== text && !text.startsWith(damaged))
        const result = verifyAuditText(damaged)
        return !result.ok || result.rows < 3
      }),
    )
  })
})

/** Updates that no editor writes: AT-7 to AT-15. */
import { writeAny, writeUint8, writeVarString, writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { encodeSync, SYNC } from '#lib/collab/messages.ts'
import { anchorAttribute } from '#lib/editor/claim-marks.ts'
import { addParagraph, copyOf } from '../support/newsroom.ts'
import { block, collected, edit, mark, MILLIONS_OF_CLIENTS, MILLIONS_OF_DELETES, MILLIONS_OF_STRUCTS, nested, oneStruct } from '../support/forge.ts'
import { sendEdit, tryAttacks, type Attack } from './attack.ts'

const forged =
  (update: Uint8Array): Attack['run'] =>
  ({ socket }) =>
    sendEdit(socket, update)
const edits =
  (change: (doc: Y.Doc) => void, clientId?: number): Attack['run'] =>
  ({ socket, state }) =>
    sendEdit(socket, edit(state, change, clientId))

const malformed = { close: CLOSE.malformed }
const schema = { refused: 'schema' } as const
const limit = { refused: 'limit' } as const
const FORGED_CLAIM = '3f0c7a4e-0000-4000-8000-000000000000'

const deepJson = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
const formatOf = (key: string, json: string) =>
  oneStruct(
    { client: 7, clock: 0 },
    (e) => (writeUint8(e, 6), writeVarUint(e, 1), writeVarString(e, 'content'), writeVarString(e, key), writeVarString(e, json)),
  )
const orphan = (clock: number) =>
  oneStruct({ client: 99, clock }, (e) => (writeUint8(e, 0x84), writeVarUint(e, 99), writeVarUint(e, clock - 1), writeVarString(e, 'x')))

function deepElements(doc: Y.Doc): void {
  const top = new Y.XmlElement('blockquote')
  let at = top
  for (let i = 0; i < 200; i++) {
    const inner = new Y.XmlElement('blockquote')
    at.insert(0, [inner])
    at = inner
  }
  doc.getXmlFragment('content').insert(2, [top])
}

tryAttacks([
  { name: '[AT-7, CO-8a] 33 million structs in seven bytes', run: forged(MILLIONS_OF_STRUCTS), ends: malformed },
  { name: '[AT-7, CO-8a] two billion client ids in five bytes', run: forged(MILLIONS_OF_CLIENTS), ends: malformed },
  { name: '[AT-7, CO-8a] two billion deletions', run: forged(MILLIONS_OF_DELETES), ends: malformed },
  { name: '[AT-8, CO-8a] a value nested 200,000 deep', run: forged(nested(200_000)), ends: limit },
  { name: '[AT-8, CO-8a] a mark whose JSON nests 200,000 deep', run: forged(formatOf('link', deepJson)), ends: limit },
  { name: '[AT-8, CO-8a] elements nested 200 deep', run: edits(deepElements), ends: schema },
  { name: '[AT-9, CO-8a] a collected struct of length 2^50', run: forged(collected(7, 0, 2 ** 50)), ends: limit },
  {
    name: '[AT-9, CO-8a] a collected struct of length 2^50 under the honest client id',
    run: ({ socket, honest }) => sendEdit(socket, collected(honest.doc.clientID, Y.getState(honest.doc.store, honest.doc.clientID), 2 ** 50)),
    ends: limit,
  },
  {
    name: '[AT-10, CO-8b] words under the client id of a colleague',
    run: ({ socket, state, honest }) =>
      sendEdit(
        socket,
        edit(state, (doc) => copyOf(doc).insert(0, 'forged '), honest.doc.clientID),
      ),
    ends: { close: CLOSE.conflict },
  },
  {
    name: '[AT-10, CO-8b] words under the client id of the server',
    run: edits((doc) => addParagraph(doc, 'as the server'), 1),
    ends: { close: CLOSE.conflict },
  },
  {
    name: '[AT-10, CO-8b] the same in a sync step 2',
    run: ({ socket, state, honest }) =>
      socket.send(
        encodeSync(
          SYNC.step2,
          edit(state, (doc) => copyOf(doc).insert(0, 'forged '), honest.doc.clientID),
        ),
      ),
    ends: { close: CLOSE.conflict },
  },
  {
    name: '[AT-11, CO-8c] fifty edits whose predecessor is missing',
    run: ({ socket }) => {
      socket.send(encodeSync(SYNC.step2, new Uint8Array([0, 0])))
      for (let i = 0; i < 50; i++) sendEdit(socket, orphan(10 + i), i + 1)
    },
    // The first is one; from then on the sender owes all it has.
    ends: { refused: 'missing' },
  },
  {
    name: '[AT-11, CO-8c] more of them than are kept while the log is read for what they build on',
    run: ({ socket }) => {
      socket.send(encodeSync(SYNC.step2, new Uint8Array([0, 0])))
      for (let i = 0; i < 500; i++) sendEdit(socket, orphan(10 + i), i + 1)
    },
    // An honest client beside a slow database can come to this: it comes back, and it is no fault.
    ends: { close: CLOSE.tryAgain },
    lines: 0,
  },
  {
    name: '[AT-11, CO-8c] missing predecessors without end',
    run: ({ socket }) => {
      for (let i = 0; i < 5_000; i++) socket.send(encodeSync(SYNC.update, orphan(10 + i)))
    },
    ends: { close: CLOSE.tooFast },
  },
  {
    name: '[AT-11, CO-8c] missing predecessors as the answer to what it was asked for',
    run: ({ socket }) => {
      for (let i = 0; i < 100; i++) socket.send(encodeSync(SYNC.step2, orphan(10 + i)))
    },
    // Each is a line until the limit of refusals a minute.
    ends: { close: CLOSE.limit },
    lines: 31,
  },
  { name: '[AT-12, CO-8d] another root type', run: edits((doc) => doc.getMap('verdicts').set('claim', 'verified')), ends: schema },
  {
    name: '[AT-12, CO-8d] a root type named __proto__',
    run: forged(oneStruct({ client: 7, clock: 0 }, (e) => (writeUint8(e, 4), writeVarUint(e, 1), writeVarString(e, '__proto__'), writeVarString(e, 'x')))),
    ends: schema,
  },
  {
    name: '[AT-12, CO-8d] a subdocument',
    run: edits((doc) => doc.getXmlFragment('content').push([new Y.XmlElement('paragraph')]) ?? doc.getMap('x').set('d', new Y.Doc())),
    ends: schema,
  },
  { name: '[AT-12, CO-8d] a second headline', run: edits(block('headline')), ends: schema },
  { name: '[AT-12, CO-8d] a second standfirst', run: edits(block('standfirst')), ends: schema },
  { name: '[AT-12, CO-8d] an unknown block', run: edits(block('script')), ends: schema },
  { name: '[AT-12, CO-8d] a block named constructor', run: edits(block('constructor')), ends: schema },
  { name: '[AT-12, CO-8d] an unknown attribute', run: edits(block('paragraph', { onclick: 'x' })), ends: schema },
  { name: '[AT-12, CO-8d] an attribute of the wrong type', run: edits(block('heading', { level: { toString: 'x' } })), ends: schema },
  { name: '[AT-12, CO-8d] a mark that says verified', run: edits(mark('verified', {})), ends: schema },
  { name: '[AT-12, CO-8d] a NUL character', run: edits((doc) => copyOf(doc).insert(0, 'a\0b')), ends: schema },
  { name: '[AT-12, CO-8d] text where no text can stand', run: edits((doc) => doc.getXmlFragment('content').push([new Y.XmlText('loose')])), ends: schema },
  { name: '[AT-13, CO-8d] a javascript: link', run: edits(mark('link', { href: 'javascript:alert(1)' })), ends: schema },
  { name: '[AT-13, CO-8d] a javascript: link in disguise', run: edits(mark('link', { href: ' java\tscript:alert(1)' })), ends: schema },
  { name: '[AT-13, CO-8d] a data: link', run: edits(mark('link', { href: 'data:text/html,<script>alert(1)</script>' })), ends: schema },
  { name: '[AT-13, CO-8d] a data: picture', run: edits(block('image', { src: 'data:image/svg+xml,<svg onload=alert(1)>' })), ends: schema },
  { name: '[AT-13, CO-8d] an embed of a script', run: edits(block('embed', { url: 'javascript:alert(1)' })), ends: schema },
  {
    name: '[AT-14, CO-8a] an attribute named __proto__',
    run: forged(
      oneStruct(
        { client: 7, clock: 0 },
        (e) => (
          writeUint8(e, 0x28),
          writeVarUint(e, 0),
          writeVarUint(e, 1),
          writeVarUint(e, 0),
          writeVarString(e, '__proto__'),
          writeVarUint(e, 1),
          writeAny(e, { canEdit: true })
        ),
      ),
    ),
    ends: schema,
  },
  { name: '[AT-14, CO-8a] __proto__ hidden in a mark', run: forged(formatOf('link', '{"\\u005f_proto__":{"href":"x"}}')), ends: schema },
  {
    name: '[AT-14, CO-8a] __proto__ hidden in a value',
    run: forged(
      oneStruct(
        { client: 7, clock: 0 },
        (e) => (
          writeUint8(e, 0x28),
          writeVarUint(e, 0),
          writeVarUint(e, 1),
          writeVarUint(e, 0),
          writeVarString(e, 'src'),
          writeVarUint(e, 1),
          writeUint8(e, 118),
          writeVarUint(e, 1),
          writeVarString(e, '__proto__'),
          writeUint8(e, 126)
        ),
      ),
    ),
    ends: schema,
  },
  {
    name: '[AT-15, CO-8d] the mark of a claim that the server never issued',
    run: edits(mark(anchorAttribute('claim', FORGED_CLAIM), { id: FORGED_CLAIM })),
    ends: schema,
  },
  { name: '[AT-15, CO-8d] a claim mark under the name of another', run: edits(mark('claim--AAAAAAAA', { id: FORGED_CLAIM })), ends: schema },
  { name: '[AT-15, CO-8d] a claim mark without an id', run: edits(mark('claim', { verified: true })), ends: schema },
  {
    name: '[AT-16, CO-8e] an article that would grow beyond its limit',
    limits: { documentBytes: 100_000 },
    run: edits((doc) => copyOf(doc).insert(0, 'x'.repeat(100_000))),
    ends: limit,
  },
  {
    name: '[AT-16, CO-8e] an update of more structs than anybody types at once',
    limits: { structsPerUpdate: 200 },
    run: edits((doc) => {
      for (let i = 0; i < 201; i++) copyOf(doc).insert(0, 'y')
    }),
    ends: limit,
  },
])

import { describe, expect, it } from 'vitest'
import { canonicalDocument, contentHash } from '#lib/editor/canonical.ts'
import type { DocJson, NodeJson } from '#lib/editor/doc-json.ts'
import { importHtml, importMarkdown, importText } from '#lib/editor/import.ts'
import { bodyToHtml, headlineText, standfirstText, toHtml, toMarkdown, toText } from '#lib/editor/render.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { article, block, claim, comment, p, t } from './documents.ts'

const title = 'Putin in Tehran'

function body(doc: DocJson): NodeJson[] {
  return canonicalDocument(doc).content.slice(2)
}

function link(text: string, href: string): NodeJson {
  return t(text, { type: 'link', attrs: { href } })
}

describe('importing plain text', () => {
  it('[DO-5a] makes a paragraph of what blank lines separate, and keeps no-break spaces', () => {
    const content = '\n\nFirst, of U.S.\u00a0President\r\n\r\nSecond line\r\nwraps here.\n \t\n\n\nThird  \n'
    expect(importText({ title: ' Grain\n deal ', content }).content).toEqual([
      block('headline', 'Grain deal'),
      { type: 'standfirst' },
      p('First, of U.S.\u00a0President'),
      p('Second line wraps here.'),
      p('Third'),
    ])
  })

  it('[DO-5a] makes a paragraph of each line where there is no blank one', () => {
    expect(body(importText({ title, content: 'One\nTwo\nThree' }))).toEqual([p('One'), p('Two'), p('Three')])
  })

  it('[DO-5a] leaves an empty paragraph where there is no text, and drops what no database can store', () => {
    expect(body(importText({ title, content: ' \n\n ' }))).toEqual([{ type: 'paragraph' }])
    expect(body(importText({ title, content: 'a\0b\u001bc\ud83d' }))).toEqual([p('abc\ufffd')])
  })

  it('[DO-5a] takes markup as text', () => {
    expect(body(importText({ title, content: '<b>x</b> **y**' }))).toEqual([p('<b>x</b> **y**')])
  })
})

describe('importing Markdown', () => {
  it('[DO-5a] knows headings, marks, lists, quotes, links, images, tables and rules', async () => {
    const content = [
      '# Putin in Tehran',
      'He *met* **leaders** of [Iran](https://example.org/a) and ~~not~~ `others`.',
      '## Talks',
      '1. one\n2. two\n   - deep',
      '> said',
      '![Two men](https://example.org/a.jpg)',
      '| year | grain |\n| --- | --- |\n| 2022 | 20 |',
      '---',
      'End',
    ].join('\n\n')
    expect(body(await importMarkdown({ title, content }))).toEqual([
      p(
        'He ',
        t('met', 'italic'),
        ' ',
        t('leaders', 'bold'),
        ' of ',
        link('Iran', 'https://example.org/a'),
        ' and ',
        t('not', 'strike'),
        ' ',
        t('others', 'code'),
        '.',
      ),
      block('heading', 'Talks'),
      block('orderedList', block('listItem', p('one')), block('listItem', p('two'), block('bulletList', block('listItem', p('deep'))))),
      block('blockquote', p('said')),
      { type: 'image', attrs: { src: 'https://example.org/a.jpg', alt: 'Two men' }, content: [{ type: 'caption' }] },
      block(
        'table',
        block('tableRow', block('tableHeader', p('year')), block('tableHeader', p('grain'))),
        block('tableRow', block('tableCell', p('2022')), block('tableCell', p('20'))),
      ),
      { type: 'horizontalRule' },
      p('End'),
    ])
  })

  it('[DO-5a] takes HTML inside as text and refuses script links', async () => {
    const doc = await importMarkdown({ title, content: '<script>x</script>\n\n[a](javascript:alert(1))' })
    expect(body(doc)).toEqual([p('<script>x</script>'), p('[a](javascript:alert(1))')])
  })
})

describe('importing HTML', () => {
  it('[DO-5a] keeps what the schema knows, the text of what it does not, and nothing of scripts and styles', async () => {
    const content = `<!doctype html><html><head><title>t</title><style>p{}</style></head><body onload="x()">
      <h1>Putin in Tehran</h1><h5>Small</h5>
      <p style="color:red" onclick="x()">A <font>font</font> <b>bold</b><script>alert(1)</script> <a href="javascript:alert(1)">bad</a> <a href="https://example.org/" target="_blank" onclick="x()">good</a></p>
      <div>loose text<br><br>second</div>
      <svg><text>drawn</text></svg><iframe src="https://example.org"></iframe><custom-element>kept</custom-element>
      <img src="data:image/png;base64,x"><figure><img src="https://example.org/a.jpg" alt="Two"><figcaption>Tehran</figcaption></figure>
    `
    expect(body(await importHtml({ title, content }))).toEqual([
      { type: 'heading', attrs: { level: 4 }, content: [t('Small')] },
      p('A font ', t('bold', 'bold'), ' bad ', link('good', 'https://example.org/')),
      p('loose text'),
      p('second'),
      p('kept'),
      { type: 'image', attrs: { src: 'https://example.org/a.jpg', alt: 'Two' }, content: [block('caption', 'Tehran')] },
    ])
  })

  it('[DO-5a] leaves the claims and comments of another document behind', async () => {
    const doc = await importHtml({ title, content: '<p>He <span data-claim="c1">met <span data-comment="n1">leaders</span></span></p>' })
    expect(doc.content.slice(2)).toEqual([p('He met leaders')])
  })

  it('[DO-5a] gives a document that can be stored, whatever comes', async () => {
    const contents = [
      '',
      '   ',
      '<table><td>x',
      '<ul>loose<li>item</ul>',
      '<li>alone',
      '<figcaption>x</figcaption>',
      '<p>a<table><tr><td>b</table>c',
      '<blockquote></blockquote>',
      '\0<p>\0x',
      '<h1 data-headline>Other</h1><p data-standfirst>Stand</p><p>x',
    ]
    for (const content of contents) {
      const doc = await importHtml({ title, content })
      expect(doc.content[0]).toEqual(block('headline', title))
      expect(initialState(doc).length).toBeGreaterThan(0)
    }
  })
})

describe('rendering', () => {
  const rich = article(
    p('He ', t('met', 'bold', claim('c1')), t(' leaders', claim('c1'), comment('n1')), ' of ', link('Iran', 'https://example.org/?a=1&b=2')),
    block('note', 'SECRET NOTE'),
    { type: 'heading', attrs: { level: 3 }, content: [t('Talks')] },
    {
      type: 'orderedList',
      attrs: { start: 3, type: null },
      content: [block('listItem', p('one')), block('listItem', p('two'), block('bulletList', block('listItem', p('deep'))))],
    },
    block('pullQuote', 'epicenter'),
    { type: 'image', attrs: { src: '/files/1', alt: 'Two "men"', credit: 'AFP', rights: 'All' }, content: [block('caption', 'Tehran')] },
    { type: 'embed', attrs: { url: 'https://example.org/p/1' } },
    block('table', block('tableRow', { type: 'tableHeader', attrs: { colspan: 2 }, content: [p('year')] })),
    { type: 'horizontalRule' },
    p('one', { type: 'hardBreak' }, 'two'),
  )

  it('[DO-5b] writes HTML without claims, comments and notes', () => {
    expect(toHtml(rich).split('\n')).toEqual([
      '<h1 data-headline dir="auto">Putin in Tehran</h1>',
      '<p data-standfirst dir="auto">Iran backs Moscow</p>',
      '<p dir="auto">He <strong>met</strong> leaders of <a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">Iran</a></p>',
      '<h3 dir="auto">Talks</h3>',
      '<ol start="3"><li><p dir="auto">one</p></li><li><p dir="auto">two</p><ul><li><p dir="auto">deep</p></li></ul></li></ol>',
      '<aside data-pull-quote dir="auto">epicenter</aside>',
      '<figure data-image data-credit="AFP" data-rights="All"><img src="/files/1" alt="Two &quot;men&quot;" loading="lazy"><figcaption dir="auto">Tehran <small data-credit-line>AFP · All</small></figcaption></figure>',
      '<div data-embed="https://example.org/p/1"><a href="https://example.org/p/1" rel="noopener noreferrer nofollow">https://example.org/p/1</a></div>',
      '<table><tbody><tr><th colspan="2"><p dir="auto">year</p></th></tr></tbody></table>',
      '<hr>',
      '<p dir="auto">one<br>two</p>',
    ])
    expect(toHtml(rich)).toBe([toHtml(rich).split('\n').slice(0, 2).join('\n'), bodyToHtml(rich)].join('\n'))
  })

  it('[DO-5b] escapes every text and attribute, and writes no address that the schema forbids', () => {
    const doc = article(
      p(
        `<img src=x onerror="alert('1')"> & co`,
        link('a', 'javascript:alert(1)'),
        t('b', { type: 'link', attrs: { href: 'https://example.org/"onclick="x' } }),
      ),
      { type: 'image', attrs: { src: 'data:text/html,<script>' }, content: [block('caption', 'x')] },
      { type: 'embed', attrs: { url: 'javascript:alert(1)' } },
    )
    expect(bodyToHtml(doc).trim()).toBe(
      '<p dir="auto">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; coa<a href="https://example.org/&quot;onclick=&quot;x" rel="noopener noreferrer nofollow">b</a></p>',
    )
  })

  it('[DO-5b] writes plain text and Markdown without claims, comments and notes', () => {
    expect(toText(rich)).toBe(
      'Putin in Tehran\n\nIran backs Moscow\n\nHe met leaders of Iran\n\nTalks\n\n3. one\n4. two\n   - deep\n\nepicenter\n\nTehran\n\nhttps://example.org/p/1\n\nyear\n\n* * *\n\none\ntwo',
    )
    expect(toMarkdown(rich)).toBe(
      '# Putin in Tehran\n\nIran backs Moscow\n\nHe **met** leaders of [Iran](<https://example.org/?a=1&b=2>)\n\n### Talks\n\n3. one\n\n4. two\n\n   - deep\n\n> epicenter\n\n![Two "men"](/files/1)\n\nTehran\n\n<https://example.org/p/1>\n\n| year |\n| --- |\n\n---\n\none\\\ntwo',
    )
    expect([headlineText(rich), standfirstText(rich)]).toEqual(['Putin in Tehran', 'Iran backs Moscow'])
  })

  it('[DO-5c] gives back the same copy through HTML', async () => {
    expect(contentHash(await importHtml({ title, content: toHtml(rich) }))).toBe(contentHash(rich))
  })

  it('[DO-5c] gives back the same copy through Markdown, as far as Markdown can say it', async () => {
    const doc: DocJson = {
      type: 'doc',
      content: [
        block('headline', title),
        { type: 'standfirst' },
        p(
          'He ',
          t('met', 'bold'),
          ' 1. leaders_of *Iran* [x](y) ',
          t('really', 'italic', 'bold'),
          ' and ',
          t('a`b', 'code'),
          ' of ',
          link('Iran (x)', 'https://example.org/a_(b)'),
        ),
        p('# no heading'),
        block('blockquote', p('said'), p('again\u00a0here')),
        block('bulletList', block('listItem', p('one')), block('listItem', p('two'), block('orderedList', block('listItem', p('deep'))))),
        p('one', { type: 'hardBreak' }, 'two'),
        block('table', block('tableRow', block('tableHeader', p('a|b')), block('tableHeader', p('c')))),
        { type: 'horizontalRule' },
      ],
    }
    expect(body(await importMarkdown({ title, content: toMarkdown(doc) }))).toEqual(body(doc))
  })

  it('[DO-5c] gives back the same paragraphs through plain text', () => {
    const doc = article(p('One “two”\u00a0three'), p('Four'))
    const text = toText(doc).split('\n\n').slice(2).join('\n\n')
    expect(body(importText({ title, content: text }))).toEqual(body(doc))
  })
})

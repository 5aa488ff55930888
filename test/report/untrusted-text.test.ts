import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import type { Evidence, Finding } from '../../src/model/finding.ts'
import type { SourceLocation } from '../../src/model/source-location.ts'
import type { Trace } from '../../src/model/trace.ts'
import { changesText } from '../../src/report/comment/change-json.ts'
import { commentBody } from '../../src/report/comment/comment-body.ts'
import { compareAnalyses } from '../../src/report/comment/compare-analyses.ts'
import { readChanges } from '../../src/report/comment/read-changes.ts'
import { renderGithub } from '../../src/report/github.ts'
import { renderGitlab } from '../../src/report/gitlab.ts'
import { harmlessLog } from '../../src/report/harmless-log.ts'
import { renderHtml } from '../../src/report/html/render-html.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderJunit } from '../../src/report/junit.ts'
import { codeBlock, codeSpan, inCell, prose, uriPath } from '../../src/report/markdown/markdown-text.ts'
import { renderMarkdown } from '../../src/report/markdown/render-markdown.ts'
import { makePlan } from '../../src/report/plan/make-plan.ts'
import { planToJson } from '../../src/report/plan/plan-json.ts'
import { renderPlanMarkdown } from '../../src/report/plan/plan-markdown.ts'
import { renderRdjson } from '../../src/report/rdjson.ts'
import { renderSarif } from '../../src/report/sarif/render-sarif.ts'
import { checkSchema } from '../../src/report/schemas.ts'
import { renderText } from '../../src/report/text/render-text.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'
import { schemaErrors, xmlErrors } from './schema-check.ts'

const pieces = [
  '@everyone',
  '@org/team',
  '&#64;admin',
  '&commat;x',
  '#123',
  'GH-1',
  'owner/repo#1',
  '!12',
  '&3',
  '~bug',
  '%5',
  '$7',
  'https://evil.example/x',
  'www.evil.example',
  'a@b.example',
  'http://user:pass@host',
  'ftp://x',
  'mailto:x@y.z',
  '[x](https://evil.example)',
  '![x](https://evil.example/p.png)',
  '<img src=x onerror=alert(1)>',
  '<script>',
  '</details>',
  '<!-- sotsu:report v1 key=default -->',
  '-->',
  ']]>',
  '<![CDATA[',
  '`',
  '``',
  '```',
  '````',
  '~~~',
  '|',
  '\\|',
  '\\',
  '\\\\',
  '*',
  '**',
  '_',
  '__',
  '~~',
  '^',
  '$x$',
  '$$',
  ':tada:',
  '[^1]',
  '- [ ] x',
  '1. x',
  '# x',
  '> x',
  '===',
  '---',
  '+ x',
  '\n',
  '\r\n',
  '\n\n',
  '::error::x',
  '::set-output name=a::b',
  '##[add-path]x',
  '##vso[task.setvariable]x',
  '%0A::error::',
  '/close',
  '/merge',
  '\u001b[31m',
  '\u001b]8;;https://evil.example\u0007',
  '\u0007',
  '\u202e',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\u0000',
  '\ud800',
  '\u009b',
  ' ',
  '  ',
  '\t',
  '"',
  "'",
  '&lt;b&gt;',
  '&#x3c;b&#x3e;',
  '{{x}}',
  '${x}',
  'deadbeefcafe',
  '0123456789abcdef0123456789abcdef01234567',
  '日本語',
  '＠x',
  'a',
  'b.example',
  '<a href="x">',
  '" onload="x',
  'javascript:alert(1)',
  'click x "y"',
  '"]; x-->y',
  '#quot;',
  '%%{init: {}}%%',
  'graph TD',
  'end',
]
const hostile = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 }).map(parts => parts.join(''))
const spaced = fc.array(hostile, { minLength: 1, maxLength: 4 }).map(parts => parts.join(' '))
const runs = { numRuns: 100 }

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element
const walk = (node: Node, isCode = false): readonly { readonly node: Node; readonly isCode: boolean }[] => {
  const inside = isCode || ('tagName' in node && /^(code|pre)$/.test(node.tagName))
  return [{ node, isCode }, ...('childNodes' in node ? node.childNodes.flatMap(child => walk(child, inside)) : [])]
}
/** As GitHub renders: Markdown to HTML, raw HTML let through, then read by an HTML parser. */
const rendered = (markdown: string) =>
  walk(
    parseFragment(micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })),
  )

type Walked = ReturnType<typeof rendered>
const namesIn = (nodes: Walked): readonly string[] =>
  nodes.flatMap(({ node }) => ('tagName' in node ? [node.tagName] : []))
const elementNames = (markdown: string): readonly string[] => namesIn(rendered(markdown))

/** Text outside code: what GitHub and GitLab look through for mentions, references, commits, addresses, emoji and math. */
const looseText = (nodes: Walked): string =>
  nodes
    .flatMap(({ node, isCode }) => (node.nodeName === '#text' && 'value' in node && !isCode ? [node.value] : []))
    .join('\u0001')

const meaning =
  /@[\w-]|#\d|GH-\d|\b[0-9a-f]{7,40}\b|https?:|www\.|:\w+:|\$|(?:^|\n)\s*\/[a-z]|[!&~%]\d|\u001b|[\u202a-\u202e\u200b]/i

const expectHarmless = (markdown: string, allowed: ReadonlySet<string>): void => {
  const nodes = rendered(markdown)
  const others = namesIn(nodes).filter(name => !allowed.has(name))
  expect(others, JSON.stringify(markdown).slice(0, 2000)).toEqual([])
  expect(looseText(nodes)).not.toMatch(meaning)
  expect(nodes.filter(({ node }) => node.nodeName === '#comment')).toEqual([])
}

describe('Markdown', () => {
  test('prose is text and code', () => {
    fc.assert(
      fc.property(spaced, text => expectHarmless(`x ${prose(text)}`, new Set(['p', 'code']))),
      runs,
    )
    fc.assert(
      fc.property(spaced, text => expectHarmless(prose(text), new Set(['p', 'code']))),
      runs,
    )
    fc.assert(
      fc.property(spaced, text => expectHarmless(`- ${prose(text)}`, new Set(['ul', 'li', 'code']))),
      runs,
    )
  })

  test.each(["x'deadbeefcafe", 'a-deadbeefcafe', 'édeadbeef', "l'www", 'x-gh'])(
    'a commit or a reference within a word is code: %s',
    text => expectHarmless(`see ${prose(text)}`, new Set(['p', 'code'])),
  )

  test('prose of plain words is those words', () => {
    expect(prose('no listener rule takes it; clients see 404 "Service Not Found".')).toBe(
      'no listener rule takes it; clients see 404 "Service Not Found".',
    )
    expect(prose('日本語の文 (説明)')).toBe('日本語の文 (説明)')
    expect(prose('see https://a.example, now')).toBe('see `https://a.example`, now')
  })

  test('code is one span with the text in it', () => {
    fc.assert(
      fc.property(hostile, text => {
        const code = rendered(`x ${codeSpan(text)} y`).filter(
          ({ node }) => 'tagName' in node && node.tagName === 'code',
        )
        expect(code).toHaveLength(1)
        expectHarmless(`x ${codeSpan(text)} y`, new Set(['p', 'code']))
      }),
      runs,
    )
  })

  test('a cell stays a cell', () => {
    fc.assert(
      fc.property(spaced, hostile, (one, other) => {
        const table = `| a | b |\n|---|---|\n| ${inCell(prose(one))} | ${inCell(codeSpan(other))} |\n`
        const names = elementNames(table)
        expect(names.filter(name => name === 'td')).toHaveLength(2)
        expectHarmless(table, new Set(['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code']))
      }),
      runs,
    )
  })

  test('a block of code ends where it should', () => {
    fc.assert(
      fc.property(hostile, text => {
        expectHarmless([...codeBlock(text), '', 'after'].join('\n'), new Set(['pre', 'code', 'p']))
      }),
      runs,
    )
  })

  test('a path stays inside its address', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const links = rendered(`[\`x\`](https://host.example/r/${uriPath(`${one}/${other}`)}#L1)`).flatMap(
          ({ node }) =>
            'tagName' in node && node.tagName === 'a'
              ? [(node as Element).attrs.find(({ name }) => name === 'href')?.value]
              : [],
        )
        expect(links).toHaveLength(1)
        const address = new URL(links[0] ?? '')
        expect(address.host).toBe('host.example')
        expect(address.pathname.startsWith('/r/')).toBe(true)
        expect([address.search, address.hash]).toEqual(['', '#L1'])
      }),
      runs,
    )
  })
})

const fixtureTrace = fixtureAnalysis.comparisons[0]?.traces[0]?.production

/** The fixture with every text of a source replaced. */
const hostileAnalysis = (text: string): Analysis => {
  const at = (place: SourceLocation): SourceLocation => ({ ...place, file: `dir/${text}` })
  const trace = (given: Trace): Trace => ({
    ...given,
    environment: nameOf(given.environment),
    request: { ...given.request, path: `/${text}` },
    disposition: { kind: 'answered', status: 404, body: text },
    hops: given.hops.map(hop => ({ ...hop, detail: text, ...(hop.source ? { source: at(hop.source) } : {}) })),
    behind: given.behind.map(failure => ({ ...failure, hop: { ...failure.hop, detail: text } })),
  })
  // Environments are named by the repository too.
  const [stagingName, productionName] = [`${text} s`, `${text} p`]
  const nameOf = (name: string): string =>
    name === fixtureAnalysis.comparisons[0]?.staging ? stagingName : productionName
  const evidence = (line: Evidence): Evidence => ({
    ...line,
    environment: nameOf(line.environment),
    value: text,
    label: text,
    at: at(line.at),
  })
  const finding = (given: Finding): Finding => ({
    ...given,
    subject: text,
    message: text,
    evidence: given.evidence.map(evidence),
    ...(given.fix ? { fix: { description: text, at: at(given.fix.at), text } } : {}),
    ...(given.traces
      ? { traces: { staging: trace(given.traces.staging), production: trace(given.traces.production) } }
      : {}),
  })
  return {
    environments: fixtureAnalysis.environments.map(model => ({ ...model, name: nameOf(model.name) })),
    journeys: [stagingName, productionName].flatMap(environment =>
      fixtureTrace === undefined
        ? []
        : (['works', 'fails', 'undetermined'] as const).map(outcome => ({
            journey: `${text} ${outcome}`,
            environment,
            outcome,
            because: outcome === 'works' ? '' : text,
            trace: trace(fixtureTrace),
          })),
    ),
    comparisons: fixtureAnalysis.comparisons.map(comparison => ({
      ...comparison,
      staging: stagingName,
      production: productionName,
      rehearsal: {
        paths: 2,
        rehearsed: 1,
        unrehearsed: comparison.traces.slice(0, 1).map(pair => ({
          request: trace(pair.production).request,
          stage: 'route' as const,
          decision: text,
          change: text,
          production: trace(pair.production),
        })),
      },
      findings: [
        ...comparison.findings.slice(0, 2).map(finding),
        ...comparison.findings.slice(2, 3).map(one => ({ ...finding(one), status: 'waived' as const })),
      ],
      undetermined: comparison.undetermined.map(question => ({
        ...question,
        evidence: question.evidence.map(evidence),
        subject: text,
        message: text,
        decides: question.decides.map(one => ({ names: text, at: at(one.at) })),
      })),
      traces: comparison.traces.slice(0, 2).map(pair => ({
        because: text,
        staging: trace(pair.staging),
        production: trace(pair.production),
      })),
    })),
    diagnostics: fixtureAnalysis.diagnostics.map(one => ({ ...one, summary: text, detail: text, at: at(one.at) })),
  }
}

const fewer = { numRuns: 15 }
const reportElements = new Set(
  'h1 h2 h3 p strong code pre ul ol li table thead tbody tr th td details summary sub br em hr'.split(' '),
)
const nothing: Analysis = {
  ...fixtureAnalysis,
  comparisons: fixtureAnalysis.comparisons.map(one => ({ ...one, findings: [], undetermined: [] })),
}

describe('whole reports of hostile repositories', () => {
  test.each(['en', 'ja'] as const)('Markdown, %s', language => {
    fc.assert(
      fc.property(spaced, text => expectHarmless(renderMarkdown(hostileAnalysis(text), { language }), reportElements)),
      fewer,
    )
  })

  test('comments', () => {
    fc.assert(
      fc.property(spaced, text => {
        const head = hostileAnalysis(text)
        const options = { marker: '', limit: 1e6, base: text }
        expectHarmless(commentBody(compareAnalyses(nothing, head), head, options), reportElements)
        const saved = readChanges(changesText(text, compareAnalyses(nothing, head)))
        expect(saved?.base).toBe(text)
        expectHarmless(commentBody(saved?.changes ?? [], nothing, options), reportElements)
        expectHarmless(commentBody(compareAnalyses(head, nothing), nothing, options), reportElements)
      }),
      fewer,
    )
  })

  test('links lead to the repository only', () => {
    fc.assert(
      fc.property(hostile, text => {
        const head = hostileAnalysis(text)
        const body = commentBody(compareAnalyses(nothing, head), head, {
          marker: '',
          limit: 1e6,
          base: 'main',
          link: ({ file, start }) => `https://host.example/r/blob/0/${uriPath(file)}#L${start.line}`,
        })
        for (const { node } of rendered(body))
          if ('tagName' in node && node.tagName === 'a')
            expect((node as Element).attrs.find(({ name }) => name === 'href')?.value).toMatch(
              /^https:\/\/host\.example\/r\/blob\/0\//,
            )
      }),
      fewer,
    )
  })

  test('plans', () => {
    fc.assert(
      fc.property(spaced, text => {
        const terms = {
          today: '2026-11-25',
          release: '2026-11-26',
          since: { name: text, fingerprints: new Set<string>() },
          ownersOf: () => [text],
          audiences: new Map<string, string>(),
          waivers: [{ fingerprint: text, state: 'counts' as const, reason: text, owner: text, until: '2026-12-01' }],
        }
        const elements = new Set([...reportElements, 'input'])
        const plan = makePlan(hostileAnalysis(text), terms)
        expectHarmless(renderPlanMarkdown(plan), elements)
        for (const { urgent, journeys } of planToJson(plan).comparisons)
          for (const { issue } of [...urgent, ...journeys.flatMap(({ items }) => items)].slice(0, 1))
            expectHarmless(issue.body, elements)
      }),
      fewer,
    )
  })

  test('HTML has the elements of any other report, and no more', () => {
    const shape = (markup: string): ReadonlySet<string> =>
      new Set(
        walk(parse(markup)).flatMap(({ node }) =>
          'tagName' in node ? [node.tagName, ...node.attrs.map(({ name }) => `${node.tagName} ${name}`)] : [],
        ),
      )
    const usual = shape(renderHtml(hostileAnalysis('usual\ntext')))
    fc.assert(
      fc.property(spaced, text => {
        for (const name of shape(renderHtml(hostileAnalysis(text)))) expect(usual).toContain(name)
      }),
      fewer,
    )
  })

  test('no line of a log is a command, but for our own annotations', () => {
    fc.assert(
      fc.property(spaced, text => {
        const lines = renderGithub(hostileAnalysis(text)).split('\n')
        const commands = lines.filter(line => /^\s*::/.test(line) || line.includes('##[') || line.includes('##vso['))
        for (const line of commands) {
          expect(line).toMatch(/^::(error|warning|notice) (file=[^:,]*,line=\d+,endLine=\d+,)?title=[^:,]*::/)
        }
        expect(lines.join('')).not.toMatch(/[\u001b\u0007\u009b\u202e]/)
      }),
      fewer,
    )
    fc.assert(
      fc.property(spaced, text => {
        for (const line of harmlessLog(text).split(/\r\n|\r|\n/)) expect(line).not.toMatch(/^\s*::|##\[|##vso\[/)
      }),
      runs,
    )
  })

  test('a terminal is never commanded', () => {
    fc.assert(
      fc.property(spaced, text => {
        expect(renderText(hostileAnalysis(text), { color: false }).replaceAll('\n', '')).not.toMatch(
          /[\p{Control}\p{Format}]/u,
        )
      }),
      fewer,
    )
  })

  test('machine formats stay valid', async () => {
    await fc.assert(
      fc.asyncProperty(spaced, async text => {
        const analysis = hostileAnalysis(text)
        expect(await xmlErrors('junit-10.xsd', renderJunit(analysis))).toEqual([])
        for (const { path } of (JSON.parse(renderGitlab(analysis)) as { location: { path: string } }[]).map(
          ({ location }) => location,
        ))
          expect(path.startsWith('dir/')).toBe(true)
        const rdjson = JSON.parse(renderRdjson(analysis)) as { diagnostics: readonly { message: string }[] }
        expect(schemaErrors('rdjson.json', rdjson)).toEqual([])
        // reviewdog writes them into review comments.
        for (const { message } of rdjson.diagnostics) expectHarmless(message, new Set(['p', 'code']))
        expect(checkSchema.parse(JSON.parse(renderJson(analysis))).journeys).toHaveLength(6)
      }),
      { numRuns: 10 },
    )
    const sarif = fc.sample(spaced, 5)
    for (const text of sarif)
      expect(schemaErrors('sarif-schema-2.1.0.json', JSON.parse(renderSarif(hostileAnalysis(text))))).toEqual([])
  })
})

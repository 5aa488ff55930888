// docs/pictures: the terminal UI as it is drawn in a real terminal (tmux), on examples/. Needs tmux, and the build. node scripts/pictures.mjs
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'

const at = path => fileURLToPath(new URL(path, import.meta.url))
const cli = at('../dist/cli.js')
const pictures = at('../docs/pictures')
const size = { columns: 126, rows: 38 }

const shots = [
  { name: 'overview', lang: 'en', keys: [], shows: 'Look at these first' },
  { name: 'finding', lang: 'en', keys: ['2', 'Enter'], shows: 'Evidence' },
  { name: 'trace', lang: 'en', keys: ['t', 'j', 'j'], shows: 'parts here' },
  { name: 'topology', lang: 'en', keys: ['4', 'j'], shows: 'Token issuers' },
  { name: 'trace-ja', lang: 'ja', keys: ['t'], shows: 'ここで分かれる' },
]

const palette = {
  background: '#16191f',
  text: '#d8dce3',
  30: '#16191f',
  31: '#ff7a72',
  32: '#6fd48a',
  33: '#e8c15a',
  34: '#7fb0ff',
  35: '#d79bf0',
  36: '#6cd0dc',
  37: '#d8dce3',
  90: '#8d96a5',
}

const escapeXml = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The looks of a line: runs of text with bold, underline, inverse and a colour. tmux tells only what changes, also from line to line. */
const runsOf = (line, screen) => {
  const runs = []
  let { look = {} } = screen
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1]
    if (codes === undefined) {
      if (part !== '') runs.push({ text: part, ...look })
      continue
    }
    for (const code of (codes === '' ? '0' : codes).split(';').map(Number)) {
      if (code === 0) look = {}
      else if (code === 1) look = { ...look, isBold: true }
      else if (code === 4) look = { ...look, isUnderlined: true }
      else if (code === 7) look = { ...look, isInverse: true }
      else if (code === 22) look = { ...look, isBold: false }
      else if (code === 24) look = { ...look, isUnderlined: false }
      else if (code === 27) look = { ...look, isInverse: false }
      else if (code === 39) look = { ...look, color: undefined }
      else if (palette[code] !== undefined) look = { ...look, color: palette[code] }
    }
  }
  screen.look = look
  return runs
}

const cell = { width: 8.4, height: 18 }
const margin = 14

/** A captured screen as a picture that is readable on light and dark pages: it has its own background. */
const svgOf = (screen, label) => {
  const width = margin * 2 + size.columns * cell.width
  // The last row of the terminal is never drawn on.
  const lines = screen
    .replace(/\n$/, '')
    .split('\n')
    .slice(0, size.rows - 1)
  const height = margin * 2 + lines.length * cell.height
  const state = {}
  const drawn = lines.flatMap((line, row) => {
    let column = 0
    return runsOf(line, state).flatMap(run => {
      const cells = stringWidth(run.text)
      const x = margin + column * cell.width
      const y = margin + row * cell.height
      column += cells
      const fill = run.isInverse ? palette.background : (run.color ?? palette.text)
      const box = run.isInverse
        ? `<rect x="${x.toFixed(1)}" y="${y}" width="${(cells * cell.width).toFixed(1)}" height="${cell.height}" fill="${run.color ?? palette.text}"/>`
        : ''
      const looks = [
        run.isBold ? ' font-weight="700"' : '',
        run.isUnderlined ? ' text-decoration="underline"' : '',
      ].join('')
      // Each stretch between gaps stands by itself and its length is set: a viewer's fonts cannot move what stands after.
      let start = 0
      const texts = run.text.split(/( {2,}|^ | $)/).map(text => {
        const from = x + start * cell.width
        start += stringWidth(text)
        if (text.trim() === '') return ''
        const length = (stringWidth(text) * cell.width).toFixed(1)
        return `<text x="${from.toFixed(1)}" y="${y + 13.5}" fill="${fill}"${looks} textLength="${length}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`
      })
      return [box, ...texts].filter(text => text !== '')
    })
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(0)} ${height}" width="${width.toFixed(0)}" role="img" aria-label="${escapeXml(label)}">`,
    `<rect width="100%" height="100%" rx="8" fill="${palette.background}"/>`,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', \'Noto Sans Mono CJK JP\', monospace" font-size="14" xml:space="preserve">',
    ...drawn,
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

const directory = mkdtempSync(join(tmpdir(), 'sotsu-pictures-'))
const socket = join(directory, 'socket')
// A copy, outside of any revision: a picture does not change with each commit.
const examples = join(directory, 'examples')
cpSync(at('../examples'), examples, { recursive: true })
const tmux = (...args) =>
  execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TMUX: '' },
  })
const until = async text => {
  for (let attempt = 0; attempt < 300; attempt++) {
    const screen = tmux('capture-pane', '-t', 'ui', '-p')
    if (screen.includes(text)) return
    await wait(100)
  }
  throw new Error(`"${text}" never came`)
}

mkdirSync(pictures, { recursive: true })
try {
  // A session that stays: the server would end with its last one, while the next is being asked for.
  tmux('new-session', '-d', '-s', 'stays')
  for (const { name, lang, keys, shows } of shots) {
    const command = `cd '${examples}'; exec env -u CI -u NO_COLOR TERM=xterm-256color LANG=C.UTF-8 '${process.execPath}' '${cli}' ui --lang ${lang}`
    tmux('-u', 'new-session', '-d', '-s', 'ui', '-x', String(size.columns), '-y', String(size.rows), command)
    await until(lang === 'ja' ? 'まず見るべきもの' : 'Look at these first')
    for (const key of keys) {
      tmux('send-keys', '-t', 'ui', key)
      await wait(300)
    }
    await until(shows)
    await wait(300)
    const screen = tmux('capture-pane', '-t', 'ui', '-p', '-e', '-N')
    writeFileSync(join(pictures, `${name}.svg`), svgOf(screen, `sotsu, ${name}`))
    console.log(`docs/pictures/${name}.svg`)
    tmux('kill-session', '-t', 'ui')
  }
} finally {
  try {
    tmux('kill-server')
  } catch {
    // It ended with its last session.
  }
  rmSync(directory, { recursive: true, force: true })
}

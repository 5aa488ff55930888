/** A character encoding as `textencodebase64` names it. Its name is the registered one, for messages. */
export interface TextEncoding {
  readonly name: string
  /** `undefined` when a character cannot be represented. */
  encode(text: string): Uint8Array | undefined
  /** `undefined` when the bytes stand for nothing. */
  decode(bytes: Uint8Array): string | undefined
}

/** By registered name: aliases (IANA), and the WHATWG decoder that has the same table. */
const tables: readonly (readonly [name: string, decoder: string, aliases: readonly string[]])[] = [
  ['IBM866', 'ibm866', ['cp866', '866', 'csibm866']],
  ['ISO_8859-2:1987', 'iso-8859-2', ['iso-8859-2', 'iso_8859-2', 'latin2', 'l2', 'iso-ir-101', 'csisolatin2']],
  ['ISO_8859-3:1988', 'iso-8859-3', ['iso-8859-3', 'iso_8859-3', 'latin3', 'l3', 'iso-ir-109', 'csisolatin3']],
  ['ISO_8859-4:1988', 'iso-8859-4', ['iso-8859-4', 'iso_8859-4', 'latin4', 'l4', 'iso-ir-110', 'csisolatin4']],
  ['ISO_8859-5:1988', 'iso-8859-5', ['iso-8859-5', 'iso_8859-5', 'cyrillic', 'iso-ir-144', 'csisolatincyrillic']],
  ['ISO_8859-6:1987', 'iso-8859-6', ['iso-8859-6', 'iso_8859-6', 'arabic', 'asmo-708', 'ecma-114', 'csisolatinarabic']],
  [
    'ISO_8859-7:1987',
    'iso-8859-7',
    ['iso-8859-7', 'iso_8859-7', 'greek', 'greek8', 'elot_928', 'ecma-118', 'csisolatingreek'],
  ],
  ['ISO_8859-8:1988', 'iso-8859-8', ['iso-8859-8', 'iso_8859-8', 'hebrew', 'iso-ir-138', 'csisolatinhebrew']],
  ['ISO_8859-9:1989', 'iso-8859-9', ['iso-8859-9', 'iso_8859-9', 'latin5', 'l5', 'iso-ir-148', 'csisolatin5']],
  ['ISO-8859-10', 'iso-8859-10', ['iso_8859-10:1992', 'latin6', 'l6', 'iso-ir-157', 'csisolatin6']],
  ['ISO-8859-13', 'iso-8859-13', ['csiso885913']],
  [
    'ISO-8859-14',
    'iso-8859-14',
    ['iso_8859-14', 'iso_8859-14:1998', 'latin8', 'l8', 'iso-celtic', 'iso-ir-199', 'csiso885914'],
  ],
  ['ISO-8859-15', 'iso-8859-15', ['iso_8859-15', 'latin-9', 'csiso885915']],
  ['ISO-8859-16', 'iso-8859-16', ['iso_8859-16', 'iso_8859-16:2001', 'latin10', 'l10', 'iso-ir-226', 'csiso885916']],
  ['KOI8-R', 'koi8-r', ['cskoi8r']],
  ['KOI8-U', 'koi8-u', ['cskoi8u']],
  ['macintosh', 'macintosh', ['mac', 'csmacintosh']],
  ...Array.from(
    { length: 9 },
    (_, index) => [`windows-125${index}`, `windows-125${index}`, [`cswindows125${index}`]] as const,
  ),
  ['windows-874', 'windows-874', ['cswindows874']],
  ['Shift_JIS', 'shift_jis', ['ms_kanji', 'csshiftjis']],
  ['Extended_UNIX_Code_Packed_Format_for_Japanese', 'euc-jp', ['euc-jp', 'cseucpkdfmtjapanese']],
  ['EUC-KR', 'euc-kr', ['cseuckr']],
  ['GBK', 'gbk', ['cp936', 'ms936', 'windows-936', 'csgbk']],
  ['Big5', 'big5', ['csbig5']],
]

const unicode: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  csutf8: 'UTF-8',
  'utf-16': 'UTF-16',
  csutf16: 'UTF-16',
  'utf-16be': 'UTF-16BE',
  csutf16be: 'UTF-16BE',
  'utf-16le': 'UTF-16LE',
  csutf16le: 'UTF-16LE',
}
const latin1 = [
  'iso-8859-1',
  'iso_8859-1',
  'iso_8859-1:1987',
  'latin1',
  'l1',
  'iso-ir-100',
  'ibm819',
  'cp819',
  'csisolatin1',
]
const ascii = [
  'us-ascii',
  'ascii',
  'us',
  'ansi_x3.4-1968',
  'ansi_x3.4-1986',
  'iso_646.irv:1991',
  'iso646-us',
  'iso-ir-6',
  'ibm367',
  'cp367',
  'csascii',
]

const swapped = (bytes: Uint8Array): Uint8Array => {
  const copy = Buffer.from(bytes)
  return copy.length % 2 === 0 ? copy.swap16() : copy
}

const lossless = (text: string): string | undefined => (text.includes('\ufffd') ? undefined : text)

const unicodeEncoding = (name: string): TextEncoding => ({
  name,
  encode: text => {
    if (name === 'UTF-8') return Buffer.from(text)
    const little = Buffer.from(text, 'utf16le')
    if (name === 'UTF-16LE') return little
    return name === 'UTF-16BE' ? swapped(little) : Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(little)])
  },
  decode: bytes => {
    if (name === 'UTF-8') return lossless(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    if (bytes.length % 2 !== 0) return undefined
    // Without a byte order mark UTF-16 is big-endian.
    const marked = name === 'UTF-16' && bytes.length >= 2 ? ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0) : 0
    const isLittle = name === 'UTF-16LE' || marked === 0xfffe
    const body = marked === 0xfffe || marked === 0xfeff ? bytes.subarray(2) : bytes
    return lossless(Buffer.from(isLittle ? body : swapped(body)).toString('utf16le'))
  },
})

const byteEncoding = (name: string, limit: number): TextEncoding => ({
  name,
  encode: text =>
    [...text].some(character => (character.codePointAt(0) ?? 0) >= limit) ? undefined : Buffer.from(text, 'latin1'),
  decode: bytes => (bytes.some(byte => byte >= limit) ? undefined : Buffer.from(bytes).toString('latin1')),
})

/** The characters in which ISO 8859-9 differs from ISO 8859-1. WHATWG decoders take it for windows-1254. */
const turkish: Readonly<Record<string, string>> = { Ð: 'Ğ', Ý: 'İ', Þ: 'Ş', ð: 'ğ', ý: 'ı', þ: 'ş' }

/** Node.js takes windows-1252 for ISO 8859-1 (its TextDecoder passes these bytes through). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const decoderFor = (name: string): ((bytes: Uint8Array) => string) => {
  if (name === 'iso-8859-9')
    return bytes =>
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/[ÐÝÞðýþ]/g, character => turkish[character] ?? character)
  const decoder = new TextDecoder(name, { ignoreBOM: true })
  if (name !== 'windows-1252') return bytes => decoder.decode(bytes)
  return bytes =>
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, byte => windows1252.charAt(byte.charCodeAt(0) - 0x80))
}

const encoders = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** The encoder's table is the decoder's, turned around; the first bytes that give a character are its own. */
const encoderFor = (decoder: string): ReadonlyMap<string, readonly number[]> => {
  const present = encoders.get(decoder)
  if (present !== undefined) return present
  const decode = decoderFor(decoder)
  const table = new Map<string, readonly number[]>()
  const add = (...bytes: number[]) => {
    const text = decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte += 1) add(byte)
  if (/shift|euc|gbk|big5/.test(decoder))
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) add(lead, trail)
  if (decoder === 'euc-jp')
    for (let lead = 0xa1; lead < 0xff; lead += 1)
      for (let trail = 0xa1; trail < 0xff; trail += 1) add(0x8f, lead, trail)
  encoders.set(decoder, table)
  return table
}

const tableEncoding = (name: string, decoder: string): TextEncoding => ({
  name,
  encode: text => {
    const table = encoderFor(decoder)
    const bytes: number[] = []
    for (const character of text) {
      const encoded = table.get(character)
      if (encoded === undefined) return undefined
      bytes.push(...encoded)
    }
    return Uint8Array.from(bytes)
  },
  decode: bytes => lossless(decoderFor(decoder)(bytes)),
})

/** The encoding of that registered name or alias; `undefined` when there is none that Terraform knows. */
export const findEncoding = (given: string): TextEncoding | undefined => {
  const name = given.toLowerCase()
  const wide = unicode[name]
  if (wide !== undefined) return unicodeEncoding(wide)
  if (latin1.includes(name)) return byteEncoding('ISO_8859-1:1987', 256)
  if (ascii.includes(name)) return byteEncoding('US-ASCII', 128)
  const found = tables.find(([registered, , aliases]) => registered.toLowerCase() === name || aliases.includes(name))
  return found === undefined ? undefined : tableEncoding(found[0], found[1])
}

/** Registered names that Terraform knows and that are not implemented here. */
export const isUnsupportedEncoding = (name: string): boolean =>
  /^(gb18030|csgb18030|hz-gb-2312|iso-2022-jp|csiso2022jp|ibm0?\d+|cp\d+|iso-8859-[68]-[ei])$/i.test(name)

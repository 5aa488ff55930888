import fc from 'fast-check'

const pieces = [
  ...'abz 09-/.:"',
  ...'漢字市場かなカナ。、「',
  'ｶﾞ',
  'ﾊﾟ',
  'か\u3099',
  'e\u0301',
  '\u0301',
  'ก็',
  '한',
  '\u1112\u1161\u11ab',
  '🚀',
  '👍🏽',
  '👨\u200d👩\u200d👧',
  '❤\ufe0f',
  '🇯🇵',
  '1\ufe0f\u20e3',
  '→',
  '①',
  '…',
  '\u001b[31m',
  '\u0007',
  '\t',
  '\u202e',
  '\u200b',
  '\ud800',
  '\u0000',
]

/** Text as configuration files may have it, and as nobody should. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

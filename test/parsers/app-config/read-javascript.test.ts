import { expect, test } from 'vitest'
import { dottedName } from '../../../src/parsers/app-config/code/expression.ts'
import { readJavaScript } from '../../../src/parsers/app-config/code/read-javascript.ts'
import { textSource } from '../../../src/parsers/app-config/formats/text-source.ts'

test.each<[string, string, readonly string[] | undefined]>([
  ['plain.js', "import { jwtVerify } from 'jose'\nawait jwtVerify(token, keys, { issuer })", ['jwtVerify']],
  ['common.cjs', "const jwt = require('jsonwebtoken')\nreturn jwt.verify(token, key)", ['require', 'jwt.verify']],
  ['hash-bang.mjs', '#!/usr/bin/env node\nstart()', ['start']],
  ['view.jsx', 'export const page = () => <p onClick={() => login(user)}>{name}</p>', ['login']],
  ['view.tsx', 'export const page = <T,>(given: T) => <p>{jwt.decode(given as string)}</p>', ['jwt.decode']],
  [
    'guard.ts',
    `@Injectable()
export class Guard implements CanActivate {
  constructor(private readonly config: ConfigService) {}
  check<T extends object>(token: string): T {
    return jwt.verify(token, this.config.get<string>('KEY')!, { issuer } satisfies VerifyOptions) as T
  }
}`,
    ['Injectable', 'jwt.verify', 'this.config.get'],
  ],
  ['typed.js', 'const verify = (token: string): Claims => jwt.verify(token, key) as Claims', ['jwt.verify']],
  ['broken.ts', 'const = = 1', undefined],
])('%s', (file, text, calls) => {
  const code = readJavaScript(textSource(file, text))
  const names = code?.calls.map(({ callee }) => dottedName(callee) ?? '')
  expect(names && [...names].sort()).toEqual(calls && [...calls].sort())
})

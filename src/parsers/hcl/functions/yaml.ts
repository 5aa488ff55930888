import { dynamicType, stringType } from '../type.ts'
import { isWhollyKnown } from '../value-access.ts'
import { knownString } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { yamlText } from './yaml-text.ts'
import { readYaml } from './yaml-value.ts'

const yamlencode = defineFunction({
  name: 'yamlencode',
  params: [{ name: 'value', type: dynamicType, accepts: ['null', 'any-type'] }],
  returns: stringType,
  refinement: {},
  call: (args, { budget }) => {
    const [value] = args
    if (value === undefined || !isWhollyKnown(value)) return unknownResult(stringType, args, {})
    return knownString(yamlText(value, units => budget.spend(units)))
  },
})

const yamldecode = defineFunction({
  name: 'yamldecode',
  params: [{ name: 'src', type: stringType }],
  returns: dynamicType,
  refinement: {},
  call: (args, { budget }) => {
    // The reader's tree is many times as large as the text.
    budget.spend(textAt(args, 0).length * 24)
    return readYaml(textAt(args, 0), units => budget.spend(units))
  },
})

export const yamlFunctions: readonly HclFunction[] = [yamlencode, yamldecode]

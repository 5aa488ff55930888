import type { Intrinsic } from '../stack.ts'
import { base64 } from './base64.ts'
import { cidr } from './cidr.ts'
import { onlyInConditions } from './condition-functions.ts'
import { findInMap } from './find-in-map.ts'
import { getAtt } from './get-att.ts'
import { ifFunction } from './if.ts'
import { join } from './join.ts'
import { length, toJsonString } from './language-extensions.ts'
import { getAzs, getStackOutput, importValue, lookedUpByAws, transform } from './outside-values.ts'
import { ref } from './ref.ts'
import { select } from './select.ts'
import { split } from './split.ts'
import { sub } from './sub.ts'

const onlyConditions = [
  ...['Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals'],
  ...['Fn::Contains', 'Fn::EachMemberEquals', 'Fn::EachMemberIn'],
]

/** Every function that gives a value, by the key of its long form. */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAtt', getAtt],
  ['Fn::GetAZs', getAzs],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::If', ifFunction],
  ['Fn::ImportValue', importValue],
  ['Fn::Join', join],
  ['Fn::Length', length],
  ['Fn::RefAll', lookedUpByAws('Fn::RefAll')],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Sub', sub],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Transform', transform],
  ['Fn::ValueOf', lookedUpByAws('Fn::ValueOf')],
  ['Fn::ValueOfAll', lookedUpByAws('Fn::ValueOfAll')],
  ...onlyConditions.map((name): [string, Intrinsic] => [name, onlyInConditions(name)]),
])

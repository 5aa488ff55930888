/** What a parameter's `Type` says: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export interface ParameterType {
  readonly isList: boolean
  readonly isNumber: boolean
  /** The value given is the name of an SSM parameter, and Ref is what is stored there. */
  readonly isStored: boolean
}

const single = /^(String|Number|AWS::[A-Za-z0-9]+(::[A-Za-z0-9]+)+)$/

/** `undefined` for a type that CloudFormation does not have. */
export const parameterType = (type: string): ParameterType | undefined => {
  const stored = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1]
  if (stored !== undefined) {
    const inner = parameterType(stored)
    return inner && !inner.isStored ? { isList: inner.isList, isNumber: false, isStored: true } : undefined
  }
  if (type === 'CommaDelimitedList') return { isList: true, isNumber: false, isStored: false }
  const member = /^List<(.+)>$/.exec(type)?.[1]
  if (!single.test(member ?? type)) return undefined
  return { isList: member !== undefined, isNumber: (member ?? type) === 'Number', isStored: false }
}

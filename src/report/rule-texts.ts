import { rules } from '../rules/index.ts'

/** What a rule finds, in a line; its id where it is not one of ours. */
export const ruleTitle = (id: string): string => rules.find(rule => rule.id === id)?.title ?? id

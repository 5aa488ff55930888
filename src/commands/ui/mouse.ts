type Environment = Readonly<Record<string, string | undefined>>

const isSet = (text: string | undefined): boolean => text !== undefined && text !== ''

/**
 * Whether the mouse is reported from the start. Over mosh the wheel scrolls the local screen, and reports would only take the selection away.
 * GNU screen (4.9) keeps Escape back until the next key while the mouse is reported, and gives both as one.
 */
export const reportsMouse = (env: Environment): boolean => {
  const isMosh = isSet(env.MOSH_CONNECTION) || isSet(env.MOSH_IP)
  const isScreen = isSet(env.STY) || (env.TERM ?? '').startsWith('screen.')
  return !isMosh && !isScreen
}

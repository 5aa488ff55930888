// A line of a log is a command when it starts, after blanks, with `::`, or holds `##[` (https://docs.github.com/actions, workflow commands).
const commandStart = /^(\s*)(::|##)/gm

/** Text of a log in which no line is a workflow command: the word joiner is invisible and breaks the command. */
export const harmlessLog = (text: string): string =>
  text.replace(commandStart, '$1\u2060$2').replaceAll('##[', '#\u2060#[').replaceAll('##vso[', '#\u2060#vso[')

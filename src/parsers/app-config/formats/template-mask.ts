// Characters with a meaning in YAML move to a private area while the text is parsed, one for one: offsets stay.
const area = 0xe100
const special = /[\s:#"'|>&*!%@`{}[\],?-]/g
const hide = (text: string): string =>
  text.replace(special, char => (char === '\n' ? char : String.fromCharCode(area + char.charCodeAt(0))))

/** `{{ … }}` and `<%= … %>` become plain characters for a YAML parser; lines that hold nothing but control flow become comments. */
export const maskTemplates = (text: string): string => {
  if (!text.includes('{{') && !text.includes('<%')) return text
  return text
    .replace(
      /^[^\S\n]*(?:\{\{-?\s*(?:(?:if|else|end|range|with|define|block|template|include)\b|\/\*|\$\w+\s*:?=)[^\n]*?\}\}|<%[^=\n][^\n]*?%>)[^\S\n]*$/gm,
      line => `#${line.slice(1).replaceAll(/[{}]/g, '_')}`,
    )
    .replace(/\{\{[^\n]*?\}\}|<%=?[^\n]*?%>/g, hide)
}

export const unmaskTemplates = (text: string): string =>
  text.replace(/[\ue100-\ue17f]/g, char => String.fromCharCode(char.charCodeAt(0) - area))

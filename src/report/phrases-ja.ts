import type { Counts, Phrases } from './phrases.ts'

const tally = ({ error, warning, info, waived, undetermined }: Counts): string => {
  const parts = [
    ...(error > 0 ? [`エラー ${error} 件`] : []),
    ...(warning > 0 ? [`警告 ${warning} 件`] : []),
    ...(info > 0 ? [`情報 ${info} 件`] : []),
    ...(undetermined > 0 ? [`判定不能 ${undetermined} 件`] : []),
    ...(waived > 0 ? [`承認済み ${waived} 件`] : []),
  ]
  return parts.length === 0 ? '指摘なし' : parts.join('、')
}

export const phrasesJa: Partial<Phrases> = {
  severity: { error: 'エラー', warning: '警告', info: '情報', undetermined: '判定不能' },
  verdict: {
    fails: (production, counts) => `${production} では失敗します: ${tally(counts)}`,
    cannotTell: (production, counts) => `${production} で動くか判定できません: ${tally(counts)}`,
    works: (production, counts) => `${production} でも動きます: ${tally(counts)}`,
    noPaths: (production, counts) => `${production} の経路が見つからず判定できません: ${tally(counts)}`,
    noComparison: environments =>
      `比較する環境がありません: ${environments.join('、')}。sotsu.yaml の comparisons に組を書いてください。`,
    noEnvironment: '環境が見つかりません。sotsu init を実行するか、sotsu.yaml に書いてください。',
  },
  rehearsal: (staging, production, rehearsed, paths) =>
    `${staging} は ${production} の経路 ${paths} 本のうち ${rehearsed} 本を確認できます (${Math.floor((100 * rehearsed) / paths)} %)`,
  unrehearsed: (staging, production, count) => `${staging} で確認できない ${production} の経路 ${count} 本`,
  decision: production => `${production} での判定`,
  change: staging => `確認できるようにする ${staging} の変更`,
  journey: 'ジャーニー',
  journeys: production => `${production} のジャーニー`,
  breaks: '止まるジャーニー',
  waived: '承認済みのもの',
  journeyOutcome: { works: '成功', fails: '失敗', undetermined: '判定不能', absent: 'ホストなし' },
  differences: (total, explained, mattering, roots) =>
    `差分 ${total} 件: 入力値で説明できるもの ${explained} 件、重要なもの ${mattering} 件${mattering === 0 ? '' : ` (原因 ${roots} 件、sotsu diff で表示)`}`,
  split: (staging, host, production, into, findings) =>
    `分割: ${staging} の ${host} は ${production} では ${into.join(' と ')} に分かれ、指摘 ${findings} 件はここから生じます`,
  others: 'そのほか',
  likely: '可能性が高い',
  status: { new: '新規', known: '既知', waived: '承認済み' },
  behind: 'これを直すと次に現れるもの:',
  sameRequest: number => `指摘 ${number} のリクエストで確認できます`,
  fix: '修正',
  decides: '決め手',
  cannotTell: '判定できないもの',
  diagnostics: '読めなかったもの',
  alsoAt: (places, more) => `同じ問題: ${places}${more > 0 ? ` ほか ${more} 件` : ''}`,
  clientSees: ({ status, error }) =>
    error !== undefined ? `クライアントには: ${error}` : status === undefined ? '' : `クライアントには: HTTP ${status}`,
  partsHere: 'ここで分かれます',
  nearestMiss: (rule, condition) => `最も近いルール ${rule} (不一致: ${condition})`,
  explain: 'sotsu explain RULE で指摘の説明、sotsu waive FINGERPRINT で承認、sotsu trace URL で経路を表示します。',
  findings: '指摘',
  fingerprint: 'フィンガープリント',
  request: 'リクエスト',
  requests: count => `リクエスト ${count} 件`,
  why: '確認する理由',
  environment: '環境',
  line: '行',
  value: '値',
  what: '示すこと',
}
